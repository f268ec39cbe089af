using FlowKit.Errors;
using FlowKit.Storing;
using FlowKit.Values;

namespace FlowKit.Cli.Running;

/// <summary>One run: an engine of its own, one execution, its end.</summary>
internal sealed class FlowRun : IAsyncDisposable
{
    private const string Interrupted = "interrupted at the command line";

    /// <summary>How long an interrupted run still waits for the call that tells of its end.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly FlowEngine _engine;
    private readonly IStateStore _store;
    private readonly CallWatch _watch;
    private readonly string _flow;
    private readonly FlowValue _input;

    private FlowRun(FlowEngine engine, IStateStore store, CallWatch watch, string flow, FlowValue input)
    {
        _engine = engine;
        _store = store;
        _watch = watch;
        _flow = flow;
        _input = input;
    }

    /// <summary>Reads the files and builds the engine.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="display">Is told of every task, and of what else a person should read.</param>
    /// <exception cref="WrongCallException">A file is not there or no good.</exception>
    /// <exception cref="FlowRefusedException">Flows have errors.</exception>
    public static FlowRun Prepare(RunRequest request, IRunDisplay display)
    {
        var files = new FlowSet(request.Flow, request.FlowsFolder);
        var builder = new FlowEngineBuilder().OnNotice(notice => display.Tell($"flowkit: {notice.Code}: {notice.Message}"));
        var written = files.Written();
        var watch = new CallWatch(display, written);
        var outside = request.StubsFile is { } stubs ? StubbedOutside.Read(stubs, written) : (IOutside)new RealOutside("flowkit run");
        outside.AddTo(builder, watch);

        var loaded = files.Load(builder.Validation);
        foreach (var flow in loaded.Flows)
        {
            builder.AddFlow(flow);
        }

        builder.Options = request.Store.For(builder.Options);
        var store = request.Store.Open(builder.Options, builder.Time);
        var engine = builder.AddSink(new NewsWatch(display)).UseStore(store).Build();
        outside.Attach(engine);
        Tell(loaded, display);
        return new(engine, store, watch, loaded.Name, request.Input);
    }

    /// <summary>Runs to the end; when it is given up, the execution is cancelled and ends as CANCELED.</summary>
    public async Task<ExecutionView> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var execution = await _engine.StartAsync(_flow, _input, options: null, cancellationToken).ConfigureAwait(false);
        try
        {
            await execution.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
            await _watch.ToldAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CancelAsync(execution).ConfigureAwait(false);
            await _watch.ToldAsync().WaitAsync(Farewell, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return await _engine.GetAsync(execution.Id, CancellationToken.None).ConfigureAwait(false)
            ?? throw new FlowException(FlowErrorCodes.UnknownExecution, $"The execution '{execution.Id}' is not in the store.");
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync().ConfigureAwait(false);
        if (_store is IAsyncDisposable store)
        {
            await store.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void Tell(LoadedFlows loaded, IRunDisplay display)
    {
        foreach (var warning in loaded.Warnings)
        {
            display.Tell(warning.ToString());
        }

        foreach (var task in loaded.Suspenses)
        {
            display.Tell($"flowkit: '{task}' may wait to be woken, and nobody wakes it here. If it does, press Ctrl-C.");
        }
    }

    private async Task CancelAsync(FlowExecution execution)
    {
        try
        {
            await _engine.CancelAsync(execution.Id, Interrupted, CancellationToken.None).ConfigureAwait(false);
        }
        catch (FlowException fault) when (fault.Code == FlowErrorCodes.WrongStatus)
        {
            // It ended by itself in the same moment.
        }

        await execution.Completion.ConfigureAwait(false);
    }
}
