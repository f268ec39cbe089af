using System.Collections.Concurrent;
using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Storing;

namespace FlowKit.Running.Sharing;

/// <summary>
/// What an engine does because it shares its store: it holds a session, takes over from others, routes what arrives for their executions
/// and is told of ends there. An engine that has its store to itself has none of this.
/// </summary>
internal sealed class SharedRunning : IMembershipHost, IStoreListener
{
    /// <summary>How many leases long an answer is remembered, for who may ask again.</summary>
    private const int RememberedLeases = 8;

    /// <summary>How many leases long who asked counts on it; clocks need not go alike.</summary>
    private const int TrustedLeases = RememberedLeases / 2;

    private readonly EngineServices _engine;
    private readonly ISharingHost _host;
    private readonly Membership _membership;
    private readonly AskDesk _desk;
    private readonly CallRouter _router;
    private readonly Reception _reception;
    private readonly Watchers _watchers = new();
    private readonly ConcurrentDictionary<string, FlowExecution> _followed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _lines = new(StringComparer.Ordinal);

    private volatile bool _lost;

    public SharedRunning(EngineServices engine, ISharedStateStore store, TimeSpan lease, string name, ISharingHost host)
    {
        _engine = engine;
        _host = host;
        _membership = new(engine, store, new(name, lease, this), this);
        _desk = new(engine, _membership, host);
        _router = new(engine, _membership, _desk, host, lease * TrustedLeases);
        _reception = new(engine, _membership, _desk, new AskMemory(engine.Time, lease * RememberedLeases), _watchers, host);
    }

    /// <summary>The present tenure; the engine joins the store if it has not yet.</summary>
    public ValueTask<Tenure> JoinedAsync() => _membership.JoinedAsync();

    /// <summary>The reply of an execution's writer, here or at another engine.</summary>
    public ValueTask<Reply> AskAsync(string executionId, Arrival arrival) => _router.AskAsync(executionId, arrival);

    /// <summary>Brings a letter that nobody waits for to its execution, here or at another engine; those of one execution in their order.</summary>
    public void Post(string executionId, Letter letter)
    {
        if (!_lines.ContainsKey(executionId) && _host.TryPostHot(executionId, letter))
        {
            return;
        }

        _host.TurnsBegin();
        var mine = new TaskCompletionSource();
        var before = Task.CompletedTask;
        _lines.AddOrUpdate(executionId, mine.Task, (_, last) =>
        {
            before = last;
            return mine.Task;
        });
        _ = DeliverAsync(executionId, letter, before, mine);
    }

    /// <summary>Sees to it that the end of an execution is told that may be another engine's.</summary>
    public void Follow(FlowExecution execution)
    {
        if (_followed.TryAdd(execution.Id, execution))
        {
            _ = FollowAsync(execution);
        }
    }

    /// <summary>Whether somebody elsewhere waits for the end.</summary>
    public bool IsWatched(string executionId) => _watchers.IsWatched(executionId);

    public void Ended(string executionId) => _reception.Ended(executionId);

    /// <summary>A writer was refused because its execution is no longer this engine's.</summary>
    public void Doubt() => _ = _membership.LookAsync();

    /// <summary>Asks the store whether the lease is held; ends with the answer.</summary>
    public Task LookAsync() => _membership.LookAsync();

    /// <summary>Nobody who leaves too is waited for any more.</summary>
    public void BeginStop() => _desk.BeginStop();

    /// <summary>Gives everything back at once; whoever still waits for another engine is told that this one stops.</summary>
    public async ValueTask LeaveAsync()
    {
        await _membership.LeaveAsync().ConfigureAwait(false);
        _desk.Close();
    }

    void IStoreListener.OnMessage(ReadOnlyMemory<byte> message) => _reception.Take(message);

    void IStoreListener.OnWorkLeft() => _membership.WorkLeft();

    Tenure IMembershipHost.Begin(IStoreSession session) => _host.NewTenure(session, _membership.LookAsync);

    void IMembershipHost.TakeUp(Tenure tenure, ExecutionHeader header) => _host.TakeUp(tenure, header);

    void IMembershipHost.Lost(Tenure tenure)
    {
        _lost = true;
        _watchers.Clear();
        _desk.Lost();
        _host.Disown();
    }

    void IMembershipHost.Looked(Tenure tenure, long look, IReadOnlyList<long> others)
    {
        _desk.Looked(tenure, look, others);
        _ = _router.RecheckAsync(tenure);

        if (_lost)
        {
            // Some were this engine's until it lost its session.
            _lost = false;
            foreach (var execution in _host.Awaited)
            {
                Follow(execution);
            }
        }
    }

    private async Task DeliverAsync(string executionId, Letter letter, Task before, TaskCompletionSource mine)
    {
        await before.ConfigureAwait(false);
        while (!await TryDeliverAsync(executionId, letter).ConfigureAwait(false))
        {
            // Not counted meanwhile, so that the engine can stop.
            _host.TurnsEnd();
            await _membership.NextLookAsync().ConfigureAwait(false);
            _host.TurnsBegin();
        }

        _lines.TryRemove(KeyValuePair.Create(executionId, mine.Task));
        mine.SetResult();
        _host.TurnsEnd();
    }

    /// <summary>False when it is to be tried again: a store or another engine cannot be reached.</summary>
    private async ValueTask<bool> TryDeliverAsync(string executionId, Letter letter)
    {
        try
        {
            await _router.DeliverAsync(executionId, letter).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // Whatever a store throws: what is owed stays owed.
        catch (Exception)
#pragma warning restore CA1031
        {
            return _host.IsStopping;
        }
    }

    private async Task FollowAsync(FlowExecution execution)
    {
        var here = default(Tenure);
        while (here is null && !execution.Completion.IsCompleted && !_host.IsStopping)
        {
            try
            {
                here = await _router.WatchAsync(execution.Id).ConfigureAwait(false);
                if (here is not null || await _host.TellStoredEndAsync(execution.Id).ConfigureAwait(false))
                {
                    break;
                }
            }
#pragma warning disable CA1031 // Whatever a store throws: whoever waits goes on waiting.
            catch (Exception)
#pragma warning restore CA1031
            {
            }

            await _membership.NextLookAsync().ConfigureAwait(false);
        }

        _followed.TryRemove(execution.Id, out _);
        if (here is { IsOver: true })
        {
            Follow(execution);
        }
    }
}
