using FlowKit.Errors;
using FlowKit.Storing;

namespace FlowKit.Running.Sharing;

/// <summary>
/// This engine's part in a shared store. A look renews the lease, sees who else lives and takes what belongs to nobody; looks come one after
/// the other: at a third of the lease, when the lease of another runs out, and when the store or a writer gives a reason. Behind it is one
/// timer.
/// </summary>
internal sealed class Membership
{
    private const int Page = 1_024;
    private const int RenewalsPerLease = 3;
    private const int TriesPerLease = 12;

    private readonly EngineServices _engine;
    private readonly ISharedStateStore _store;
    private readonly StoreMember _member;
    private readonly IMembershipHost _host;
    private readonly LookQueue _queue;
    private readonly Lock _lock = new();
    private volatile Tenure? _tenure;
    private volatile bool _claims;
    private volatile bool _left;
    private bool _faultTold;
    private ITimer? _timer;
    private long _looks;

    public Membership(EngineServices engine, ISharedStateStore store, StoreMember member, IMembershipHost host)
    {
        _engine = engine;
        _store = store;
        _member = member;
        _host = host;
        _queue = new(engine, TryLookAsync);
    }

    /// <summary>The number of the last look that began.</summary>
    public long Looks => Interlocked.Read(ref _looks);

    /// <summary>The present tenure; asks the store for one when there is none.</summary>
    public ValueTask<Tenure> JoinedAsync() => Current is { } tenure ? new(tenure) : WaitAsync();

    /// <summary>The present tenure; null between two sessions.</summary>
    public Tenure? Current => _tenure is { IsOver: false } tenure ? tenure : null;

    /// <summary>Asks for a look. Ends, from the engine's own work, when one that begins from now on has ended.</summary>
    public Task LookAsync() => _queue.LookAsync();

    /// <summary>Ends after the next look, whatever became of it, without asking for one: there will be one.</summary>
    public Task NextLookAsync() => _queue.NextLookAsync();

    /// <summary>There may be something that belongs to nobody.</summary>
    public void WorkLeft()
    {
        _claims = true;
        _ = LookAsync();
    }

    /// <summary>Gives everything back at once.</summary>
    public async ValueTask LeaveAsync()
    {
        lock (_lock)
        {
            _left = true;
            _timer?.Dispose();
        }

        _queue.Close();
        if (_tenure is { } tenure)
        {
            tenure.End();
            await tenure.Session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<Tenure> WaitAsync()
    {
        while (true)
        {
            if (_left)
            {
                throw Refusals.Stopping();
            }

            if (Current is { } tenure)
            {
                return tenure;
            }

            await LookAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A look; what went wrong in it, or null.</summary>
    private async ValueTask<Exception?> TryLookAsync()
    {
        while (!_left)
        {
            try
            {
                Arm(await LookOnceAsync().ConfigureAwait(false));
                _faultTold = false;
                return null;
            }
            catch (FlowException lost) when (lost.Code == FlowErrorCodes.LeaseLost && !_left)
            {
                // Between the renewal and the claim. A new session follows at once.
                Lose("ran out, and another engine took over what it owned");
            }
#pragma warning disable CA1031 // Whatever a store throws: the engine tries again until its session is renewed or lost.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Arm(_member.Lease / TriesPerLease);
                Tell(exception);
                return exception;
            }
        }

        return null;
    }

    /// <summary>Renews, joins anew if need be, claims if there is a reason; returns when to look again.</summary>
    private async ValueTask<TimeSpan> LookOnceAsync()
    {
        var (tenure, state) = await RenewAsync().ConfigureAwait(false);
        if (_claims || state.NextEnd == TimeSpan.Zero)
        {
            await ClaimAsync(tenure).ConfigureAwait(false);
            (tenure, state) = await RenewAsync().ConfigureAwait(false);
        }

        _host.Looked(tenure, Looks, state.Others);
        var renewal = _member.Lease / RenewalsPerLease;
        var end = state.NextEnd == TimeSpan.Zero ? _member.Lease / TriesPerLease : state.NextEnd ?? renewal;
        return end < renewal ? end : renewal;
    }

    private async ValueTask<(Tenure Tenure, LeaseState State)> RenewAsync()
    {
        while (true)
        {
            var tenure = _tenure ?? await JoinAsync().ConfigureAwait(false);
            Interlocked.Increment(ref _looks);
            var begun = _engine.Time.GetTimestamp();
            var state = await tenure.Session.RenewAsync(CancellationToken.None).ConfigureAwait(false);
            if (state.IsHeld)
            {
                tenure.Renewed(begun, _member.Lease);
                return (tenure, state);
            }

            Lose("ran out, and another engine took over what it owned");
        }
    }

    private async ValueTask<Tenure> JoinAsync()
    {
        var session = await _store.JoinAsync(_member, CancellationToken.None).ConfigureAwait(false);
        var tenure = _host.Begin(session);
        _claims = true;
        _tenure = tenure;
        if (_left)
        {
            await LeaveAsync().ConfigureAwait(false);
            throw Refusals.Stopping();
        }

        return tenure;
    }

    private async ValueTask ClaimAsync(Tenure tenure)
    {
        _claims = false;
        try
        {
            IReadOnlyList<ExecutionHeader> claimed;
            do
            {
                claimed = await tenure.Session.ClaimAsync(Page, CancellationToken.None).ConfigureAwait(false);
                foreach (var header in claimed)
                {
                    _host.TakeUp(tenure, header);
                }
            }
            while (claimed.Count == Page);
        }
        catch (Exception fault) when (fault is not FlowException { Code: FlowErrorCodes.LeaseLost } && !_left)
        {
            // What was taken, if it was, is known to nobody: it must not stay with a session that lives.
            Lose("was given up, because the answer to a claim was lost");
            throw;
        }
    }

    private void Lose(string why)
    {
        if (_tenure is not { } tenure)
        {
            return;
        }

        _tenure = null;
        tenure.End();
        _engine.Notice(new(
            FlowErrorCodes.LeaseLost,
            $"The lease of session {tenure.Session.Number} {why}. Nothing is lost: the engine joins anew and goes on with what belongs to nobody.",
            null,
            null,
            null));
        _host.Lost(tenure);
        _ = DisposeAsync(tenure.Session);
    }

    // A session that ends by itself when this does not reach the store.
    private static async Task DisposeAsync(IStoreSession session)
    {
        try
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The lease ends it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private void Tell(Exception exception)
    {
        if (!_faultTold && !_left)
        {
            _faultTold = true;
            _engine.Notice(new(
                (exception as FlowException)?.Code ?? FlowErrorCodes.StoreUnreachable,
                $"The lease could not be renewed: {exception.Message} It is tried again.",
                null,
                null,
                exception));
        }
    }

    private void Arm(TimeSpan after)
    {
        lock (_lock)
        {
            if (_left)
            {
                return;
            }

            _timer ??= _engine.Time.CreateTimer(
                static membership => _ = ((Membership)membership!).LookAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(after.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }
}
