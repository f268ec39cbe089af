using System.Collections.Concurrent;
using FlowKit.Callbacks;
using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Running;
using FlowKit.Running.Sharing;
using FlowKit.Storing;
using FlowKit.Validation;
using FlowKit.Values;

namespace FlowKit;

/// <summary>The engine. Made by <see cref="FlowEngineBuilder"/>.</summary>
public sealed partial class FlowEngine : IFlowEngine, IWriterHost, IAsyncDisposable
{
    private readonly EngineServices _services;
    private readonly IdSource _ids;
    private readonly HotWriters _writers;
    private readonly ConcurrentDictionary<string, FlowExecution> _awaited = new(StringComparer.Ordinal);
    private readonly TurnCount _turns = new();
    private readonly Recovery _recovery;
    private readonly IStateStore? _ownStore;
    private volatile bool _stopping;

    internal FlowEngine(IdSource ids, EngineServices services, IStateStore? ownStore = null)
    {
        _ownStore = ownStore;
        _ids = ids;
        _services = services;
        _tenure = new(services.Store, services.Time, TimeHasCome);
        _recovery = new(services, this, header => TakeUp(_tenure, header));
        _writers = new(services.Options.HotExecutions, (tenure, id) => new ExecutionWriter(services, this, tenure, id));
        _sharing = services.Options.Lease is { } lease
            ? new SharedRunning(services, (ISharedStateStore)services.Store, lease, services.Options.EngineName, this)
            : null;
    }

    /// <inheritdoc/>
    public FlowRegistry Flows => _services.Flows;

    internal FlowEngineOptions Options => _services.Options;

    internal TimeProvider Time => _services.Time;

    internal CallbackTokens? CallbackTokens => _services.CallbackTokens;

    internal bool IsStopping => _stopping;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, DispatcherDescription?> Dispatchers => field ??= _services.Dispatchers.ToDictionary(
        one => one.Key, one => (one.Value as IDescribedDispatcher)?.Description, StringComparer.OrdinalIgnoreCase);

    bool IWriterHost.IsStopping => _stopping;

    /// <summary>
    /// Takes up what the store holds: sends out again what was out and not acknowledged, arms the timers, tells what is owed. Call it
    /// once, when the store outlives the process and whoever is called can call back; executions may start and go on meanwhile. An engine
    /// that shares its store takes up what belongs to no other.
    /// </summary>
    public async ValueTask RecoverAsync(CancellationToken cancellationToken = default)
    {
        if (_sharing is not null)
        {
            await JoinedAsync(_sharing, cancellationToken).ConfigureAwait(false);
            return;
        }

        await _recovery.BeginAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes nothing new, cancels the tokens of attempts that are out, and returns when the turns under way are on record. What was out
    /// is neither failed nor lost: an engine that resumes on the same store sends it out again. An engine that shares its store gives
    /// everything back, and the others go on with it at once.
    /// </summary>
    public async ValueTask StopAsync(CancellationToken cancellationToken = default)
    {
        _stopping = true;
        _tenure.Clock.Dispose();
        _recovery.Dispose();
        _sharing?.BeginStop();
        foreach (var writer in _writers.All)
        {
            writer.TryPost(new(Arrival.Stop.Instance, null));
        }

        await _turns.NoneAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        _writers.CountOut();
        if (_sharing is not null)
        {
            await _sharing.LeaveAsync().ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="StopAsync"/>; a store that was made for this engine is disposed then.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await StoreEnd.DisposeAsync(_ownStore).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<FlowResult> WaitAsync(string executionId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionId);

        // Known to be awaited first, looked up second: an end in between is told.
        var execution = _awaited.GetOrAdd(executionId, static id => new FlowExecution(id));
        await AwaitStoredAsync(execution, cancellationToken).ConfigureAwait(false);
        Follow(execution);
        return await execution.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ExecutionView?> GetAsync(string executionId, CancellationToken cancellationToken = default)
    {
        if (await ReadAsync(executionId, cancellationToken).ConfigureAwait(false) is not { } read)
        {
            return null;
        }

        var (plan, state) = read;
        var progress = ProgressRule.Of(plan, state, _services.Deciding, _services.Time.GetUtcNow().UtcTicks);
        return Views.Execution(plan, state) with { Progress = progress };
    }

    /// <inheritdoc/>
    public async ValueTask<ExecutionHistory?> GetHistoryAsync(string executionId, CancellationToken cancellationToken = default) =>
        await ReadAsync(executionId, cancellationToken).ConfigureAwait(false) is { } read
            ? Histories.Of(read.Plan, read.State, _services.Time.GetUtcNow().UtcTicks)
            : null;

    /// <inheritdoc/>
    public async ValueTask<CallbackAnswer> CompleteTaskAsync(
        string executionId, TaskCallback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var reply = await AskAsync(executionId, new Arrival.Callback(callback), cancellationToken).ConfigureAwait(false);
        return reply.Answer;
    }

    /// <inheritdoc/>
    public async ValueTask WakeAsync(string executionId, string task, FlowValue data = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        await AskAsync(executionId, new Arrival.Wake(task, data), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.AsksForUnkeepable ? new(new ExecutionPage([], null)) : _services.Store.ListAsync(query, cancellationToken);
    }

    void IWriterHost.Post(string executionId, Letter letter) => PostAnywhere(executionId, letter);

    void IWriterHost.Doubt() => _sharing?.Doubt();

    void IWriterHost.TurnsBegin() => _turns.Begin();

    void IWriterHost.TurnsEnd() => _turns.End();

    void IWriterHost.WentIdle(ExecutionWriter writer) => _writers.WentIdle(writer);

    void IWriterHost.Retired(ExecutionWriter writer) => _writers.Remove(writer);

    private void RefuseWhenStopping()
    {
        if (_stopping)
        {
            throw Refusals.Stopping();
        }
    }

    // What an execution owes is done now, what it waits for is armed.
    private void TakeUp(Tenure tenure, ExecutionHeader header)
    {
        if (header.NeedsOwner || header.NextDue <= _services.Time.GetUtcNow())
        {
            TimeHasCome(tenure, header.ExecutionId);
        }
        else if (header.NextDue is { } due)
        {
            tenure.Clock.SetFirst(header.ExecutionId, due.UtcTicks);
        }
    }

    // What no store keeps, none needs to be asked for: each would answer in a way of its own.
    private ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(executionId);
        return KeepableText.Is(executionId) ? _services.Store.LoadAsync(executionId, cancellationToken) : default;
    }

    private async ValueTask<(FlowPlan Plan, ExecutionState State)?> ReadAsync(string executionId, CancellationToken cancellationToken)
    {
        if (await LoadAsync(executionId, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return null;
        }

        var plan = await _services.Plans.OfAsync(stored.Header).ConfigureAwait(false);
        return (plan, ExecutionLoader.Read(stored, plan));
    }

    private async ValueTask<Reply> AskAsync(string executionId, Arrival arrival, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(executionId);
        RefuseWhenStopping();
        if (!KeepableText.Is(executionId))
        {
            throw Refusals.Unknown(executionId);
        }

        Reply reply;
        try
        {
            reply = await Ask(executionId, arrival).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (FlowException fault) when (IsOfStop(fault))
        {
            throw Refusals.Stopping(fault);
        }

        // Not one of this engine's stop: another one may have said so of its store.
        return reply.Refusal is { } refusal ? throw refusal : reply;
    }

    /// <summary>The store cannot be reached because the engine has left it: whoever asks again asks another engine.</summary>
    private bool IsOfStop(FlowException fault) => _stopping && fault.Code == FlowErrorCodes.StoreUnreachable;
}
