using FlowKit.Crash.Tests.Promises;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>
/// Several engines live at once. What they say is put in order by its time at the end, and each dispatch is held against the record of the
/// database: it is good if the session it comes from
/// <list type="bullet">
/// <item>lives and owns the execution; the attempt is not settled, and the execution not paused if the attempt is new;</item>
/// <item>or has ended, owned the execution until then, and owed the dispatch then, or when it was held back on its way out: it was on its way
/// while its engine stood still.</item>
/// </list>
/// Either way the session sends an attempt out once, and after those it builds on.
/// </summary>
internal sealed class SharingRules : IDispatchRules
{
    private readonly List<(long At, Action<StoreRecord> Judge)> _happened = [];
    private readonly Dictionary<int, List<(long Session, long At)>> _sessions = [];
    private readonly HashSet<(Attempt Attempt, long Session)> _sent = [];
    private readonly Dictionary<Attempt, long> _firstSent = [];
    private readonly Dictionary<Attempt, long> _settled = [];
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly HashSet<Attempt> _heldBack = [];

    /// <summary>How many dispatches came from a session that was over.</summary>
    public int Late { get; private set; }

    /// <summary>How many sessions there were.</summary>
    public int Sessions => _sessions.Values.Sum(sessions => sessions.Count);

    /// <summary>A process has begun a session.</summary>
    public void Joined(int life, long session, long at)
    {
        if (!_sessions.TryGetValue(life, out var sessions))
        {
            _sessions.Add(life, sessions = []);
        }

        sessions.Add((session, at));
    }

    public void Dispatched(int life, Attempt attempt, IReadOnlyList<Attempt> after, long at) =>
        _happened.Add((at, record => Judge(record, life, attempt, after, at)));

    public void Settled(Attempt attempt, long at) => _happened.Add((at, _ => _settled.TryAdd(attempt, at)));

    /// <summary>An attempt was on its way out and did not come on. A time limit may have ended it before its engine stood still.</summary>
    public void HeldBack(Attempt attempt) => _heldBack.Add(attempt);

    public void Held(string execution, long at) => _happened.Add((at, _ => _held.Add(execution)));

    public void Released(string execution, long at) => _happened.Add((at, _ => _held.Remove(execution)));

    /// <summary>Judges all that happened, in its order.</summary>
    public void Judge(StoreRecord record)
    {
        foreach (var (_, judge) in _happened.OrderBy(one => one.At))
        {
            judge(record);
        }
    }

    private void Judge(StoreRecord record, int life, Attempt attempt, IReadOnlyList<Attempt> after, long at)
    {
        var faults = new List<string>();
        foreach (var (session, _) in Enumerable.Reverse(_sessions[life]).Where(one => one.At <= at))
        {
            var end = record.Ends.GetValueOrDefault(session, long.MaxValue);
            if (Fault(record, session, end, attempt, after, at) is { } fault)
            {
                faults.Add($"as one of session {session}, which ended at {end}: {fault}");
                continue;
            }

            Late += at >= end ? 1 : 0;
            _sent.Add((attempt, session));
            _firstSent.TryAdd(attempt, at);
            foreach (var one in after)
            {
                _settled.TryAdd(one, at);
            }

            return;
        }

        Assert.Fail(
            $"{attempt} was dispatched by life {life} at {at} against the rules, {string.Join("; ", faults)}. " +
            $"Its owners were {string.Join(", ", record.Owners[attempt.Execution].Select(one => $"{one.Session} from {one.At}"))}");
    }

    private string? Fault(StoreRecord record, long session, long end, Attempt attempt, IReadOnlyList<Attempt> after, long at)
    {
        var isLate = at >= end;
        var known = Math.Min(at, end);
        return
            !Owned(record, attempt.Execution, session, known) ? "the execution was not its own" :
            isLate && record.HandedBack.Contains(session) ? "it had been given back in order" :
            _sent.Contains((attempt, session)) ? "it was sent out before" :
            !(isLate && _heldBack.Contains(attempt)) && _settled.TryGetValue(attempt, out var settled) && settled < known ? "something had built on its outcome" :
            !isLate && !_firstSent.ContainsKey(attempt) && _held.Contains(attempt.Execution) ? "the execution was paused" :
            after.Any(one => !_firstSent.TryGetValue(one, out var sent) || sent > known) ? "something before it was never sent out" :
            null;
    }

    private static bool Owned(StoreRecord record, string execution, long session, long at)
    {
        var owner = record.Owners[execution].LastOrDefault(one => one.At <= at);
        return owner.Session == session;
    }
}
