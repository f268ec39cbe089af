using FlowKit.Callbacks;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Testing.Pumping;
using FlowKit.Validation;
using FlowKit.Values;

namespace FlowKit.Testing;

/// <summary>
/// An engine in virtual time whose outside world is stubbed: nothing happens by itself, everything happens at once when it is asked
/// for, and the same calls have the same result every time. Not to be used from several threads at once.
/// </summary>
public sealed class FlowTestBed
{
    private const string SubFlowProtocol = "rillflow";

    /// <summary>How long an engine that has nothing to do may owe an answer, in real time; only a fault of the engine takes that long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FlowTestBedOptions _options;
    private readonly List<FlowDescriptor> _flows = [];
    private readonly BedRecord _record = new();
    private readonly WrittenResources _resources = new();
    private readonly RecordingDispatcher _calls;
    private EngineLife _life;
    private int _lives;

    /// <summary>A bed with the options' engine and no flow yet.</summary>
    /// <param name="options">How it is made; null for the defaults.</param>
    public FlowTestBed(FlowTestBedOptions? options = null)
    {
        _options = options ?? new();
        Time = new(_options.Start);
        Store = _options.NewStore?.Invoke(Time) ?? new InMemoryStateStore(_options.Engine, Time);
        Stubs = new ScriptedDispatcher(Time, _resources.Of).CallBack((id, callback) => Engine.CompleteTaskAsync(id, callback));
        _calls = new(Stubs, Time);
        _life = new(Time, Store, Configure);
    }

    /// <summary>A bed with the defaults and one flow.</summary>
    /// <exception cref="Errors.FlowRefusedException">The flow has faults.</exception>
    public FlowTestBed(FlowDescriptor flow)
        : this() => Add(flow);

    /// <summary>The clock. <see cref="AdvanceAsync"/> moves it and lets the engine work on the way; do not move it yourself.</summary>
    public VirtualTime Time { get; }

    /// <summary>How dispatches are answered; say it before the flow starts. It outlives restarts, the places in lists of answers too.</summary>
    public ScriptedDispatcher Stubs { get; }

    /// <summary>Where executions are kept.</summary>
    public IStateStore Store { get; }

    /// <summary>
    /// The present engine. Its operations only end when the bed runs: call them through <see cref="CallAsync{T}"/>, or let the bed run
    /// before you await them.
    /// </summary>
    public IFlowEngine Engine => _life.Engine;

    /// <summary>Every dispatch to a stub so far, in their order, over all restarts.</summary>
    public IReadOnlyList<RecordedCall> Calls => _calls.Calls;

    /// <summary>Every piece of news so far, in their order, over all restarts.</summary>
    public IReadOnlyList<FlowEvent> News => _record.News;

    /// <summary>What the engines had to tell an operator, over all restarts.</summary>
    public IReadOnlyList<EngineNotice> Notices => _record.Notices;

    /// <summary>What flows are held against when they are added.</summary>
    internal FlowValidationOptions Validation { get; private set; } = new();

    /// <summary>Adds a flow, to the engines after a restart too.</summary>
    /// <returns>The same bed.</returns>
    /// <exception cref="Errors.FlowRefusedException">The flow has faults; it is not added.</exception>
    public FlowTestBed Add(FlowDescriptor flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        Engine.Flows.Add(flow);
        _flows.Add(flow);
        _resources.Add(flow);
        return this;
    }

    /// <summary>Starts an execution and lets everything happen that can happen at the present time.</summary>
    public Task<FlowExecution> StartAsync(
        string flow, FlowValue input = default, StartOptions? options = null, CancellationToken cancellationToken = default) =>
        CallAsync(engine => engine.StartAsync(flow, input, options, cancellationToken), cancellationToken);

    /// <summary>Starts an execution and lets as much time pass as it needs to end.</summary>
    /// <param name="flow">The flow, as for <see cref="IFlowEngine.StartAsync"/>.</param>
    /// <param name="input">The submitted context.</param>
    /// <param name="within">How much time may pass; a day by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It has not ended within that time: it waits for something from outside.</exception>
    public async Task<FlowResult> RunAsync(
        string flow, FlowValue input = default, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        var execution = await StartAsync(flow, input, null, cancellationToken).ConfigureAwait(false);
        var end = Time.GetUtcNow() + (within ?? TimeSpan.FromDays(1));
        while (!execution.Completion.IsCompleted)
        {
            if (Time.NextDue is not { } next || next > end)
            {
                throw new InvalidOperationException($"The execution {execution.Id} has not ended: it waits for something from outside.");
            }

            await AdvanceAsync(next - Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        return await execution.Completion.ConfigureAwait(false);
    }

    /// <summary>The execution as it stands.</summary>
    /// <exception cref="InvalidOperationException">There is none of that id.</exception>
    public async Task<ExecutionView> GetAsync(string executionId, CancellationToken cancellationToken = default) =>
        await CallAsync(engine => engine.GetAsync(executionId, cancellationToken), cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"There is no execution {executionId}.");

    /// <summary>Calls an operation of the engine, lets everything happen that can happen at the present time, and gives its result.</summary>
    public Task<T> CallAsync<T>(Func<IFlowEngine, ValueTask<T>> operation, CancellationToken cancellationToken = default) =>
        Task.Run(() => DriveAsync(operation(Engine).AsTask(), cancellationToken), cancellationToken);

    /// <summary>Calls an operation of the engine and lets everything happen that can happen at the present time.</summary>
    public Task CallAsync(Func<IFlowEngine, ValueTask> operation, CancellationToken cancellationToken = default) =>
        CallAsync(
            async engine =>
            {
                await operation(engine).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    /// <summary>Lets everything happen that can happen at the present time.</summary>
    public Task RunUntilIdleAsync(CancellationToken cancellationToken = default) =>
        Task.Run(() => IdleAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// Lets time pass. What is due on the way happens in its order, and after each instant the engine does all it can; what is due
    /// exactly at the end happens.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return Task.Run(() => PassAsync(Time.GetUtcNow() + time, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// A crash: the engine is gone in the middle of whatever it does, and a new one goes on with the same store. Calls that were under
    /// way are lost; callbacks that accepted stubs still owe reach the new engine.
    /// </summary>
    public Task RestartAsync(CancellationToken cancellationToken = default)
    {
        _life.Crash();
        _life = new(Time, Store, Configure);
        foreach (var flow in _flows)
        {
            Engine.Flows.Add(flow);
        }

        var life = _life;
        return CallAsync(_ => life.Engine.RecoverAsync(cancellationToken), cancellationToken);
    }

    private void Configure(FlowEngineBuilder builder)
    {
        builder.Options = _options.Engine;

        // Each engine draws ids of its own, or a start after a restart would find the id of one before it.
        builder.UseSeed(unchecked(_options.Seed + _lives++)).AddSink(_record).OnNotice(_record.Add).AddDispatcher(
            SubFlowProtocol, new SubFlowCalls(Stubs, _calls, builder.SubFlows));
        foreach (var protocol in _options.Protocols)
        {
            builder.AddDispatcher(protocol, _calls);
        }

        _options.Configure(builder);
        Validation = builder.Validation;
    }

    private async Task<T> DriveAsync<T>(Task<T> call, CancellationToken cancellationToken)
    {
        await IdleAsync(cancellationToken).ConfigureAwait(false);
        while (!call.IsCompleted)
        {
            // The end of the call may stand on another thread for a moment.
            await Task.WhenAny(call, _life.Queue.ArrivalAsync(cancellationToken)).WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
            await IdleAsync(cancellationToken).ConfigureAwait(false);
        }

        return await call.ConfigureAwait(false);
    }

    private async Task IdleAsync(CancellationToken cancellationToken)
    {
        do
        {
            await _life.Queue.RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        }
        while (Time.FireInstant(Time.GetUtcNow()));
    }

    private async Task PassAsync(DateTimeOffset end, CancellationToken cancellationToken)
    {
        do
        {
            await IdleAsync(cancellationToken).ConfigureAwait(false);
        }
        while (Time.FireInstant(end));

        Time.MoveTo(end);
    }
}
