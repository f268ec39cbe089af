using FlowKit.Errors;

namespace FlowKit.Storing;

/// <summary>
/// The sessions of an <see cref="InMemoryStateStore"/>, the oldest first. A session that left, or that another took over from, is no longer
/// among them and counts as nobody.
/// </summary>
internal sealed class InMemorySessions(InMemoryStateStore store, TimeProvider time)
{
    private readonly SortedList<long, InMemorySession> _living = [];
    private readonly Lock _lock = new();
    private long _last;

    public InMemorySession Join(StoreMember member)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(member.Lease, TimeSpan.Zero, nameof(member));
        lock (_lock)
        {
            var session = new InMemorySession(store, this, member, ++_last) { RenewedAt = time.GetTimestamp() };
            _living.Add(session.Number, session);
            return session;
        }
    }

    /// <summary>The session lives: nobody has taken over from it, though its lease may have run out.</summary>
    public bool IsLiving(long number)
    {
        lock (_lock)
        {
            return _living.ContainsKey(number);
        }
    }

    public InMemorySession? Find(long number)
    {
        lock (_lock)
        {
            return _living.GetValueOrDefault(number);
        }
    }

    public LeaseState Renew(InMemorySession session)
    {
        lock (_lock)
        {
            var held = _living.ContainsKey(session.Number);
            if (held)
            {
                session.RenewedAt = time.GetTimestamp();
            }

            var others = _living.Values.Where(other => other != session).ToList();
            TimeSpan? next = others.Count == 0 ? null : others.Min(Left);
            return new(held, next, others.ConvertAll(other => other.Number));
        }
    }

    /// <summary>Ends the sessions whose lease has run out, for another that lives.</summary>
    public void EndRunOut(InMemorySession taker)
    {
        List<InMemorySession> over;
        lock (_lock)
        {
            Check(taker);
            over = _living.Values.Where(session => session != taker && Left(session) == TimeSpan.Zero).ToList();
        }

        foreach (var session in over)
        {
            session.End(onlyRunOut: true);
        }
    }

    /// <summary>Ends a session; false when it had ended before, or has been renewed in between.</summary>
    public bool Remove(InMemorySession session, bool onlyRunOut)
    {
        lock (_lock)
        {
            return (!onlyRunOut || Left(session) == TimeSpan.Zero) && _living.Remove(session.Number);
        }
    }

    public void TellWorkLeft()
    {
        List<InMemorySession> all;
        lock (_lock)
        {
            all = [.. _living.Values];
        }

        foreach (var session in all)
        {
            session.Member.Listener.OnWorkLeft();
        }
    }

    /// <summary>Refuses a session that has ended.</summary>
    public void Check(InMemorySession session)
    {
        if (!IsLiving(session.Number))
        {
            throw Lost($"The session {session.Number} has ended: its lease ran out and another engine took over.");
        }
    }

    public static FlowException Lost(string message) => new(FlowErrorCodes.LeaseLost, message);

    private TimeSpan Left(InMemorySession session)
    {
        var left = session.Member.Lease - time.GetElapsedTime(session.RenewedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
