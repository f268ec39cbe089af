using FlowKit.Cli.Running;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Files;
using FlowKit.Storing;

namespace FlowKit.Cli.Operating;

/// <summary>An execution of a store, with an engine that touches it and its sub-flows and nothing else there.</summary>
internal sealed class StoredOperation : IAsyncDisposable
{
    private readonly FlowEngine _engine;
    private readonly IStateStore _store;
    private readonly CallWatch _watch;
    private readonly string _id;

    private StoredOperation(FlowEngine engine, IStateStore store, CallWatch watch, string id)
    {
        _engine = engine;
        _store = store;
        _watch = watch;
        _id = id;
    }

    /// <summary>Opens the store and builds the engine.</summary>
    /// <exception cref="WrongCallException">The store has no such execution, or a file is no good.</exception>
    /// <exception cref="FlowException">The store cannot be opened, for another process has it, say.</exception>
    public static async Task<StoredOperation> OpenAsync(OperationRequest request, IRunDisplay display, CancellationToken cancellationToken)
    {
        var builder = new FlowEngineBuilder().ReadKeptYaml().OnNotice(notice => display.Tell($"flowkit: {notice.Code}: {notice.Message}"));
        var store = request.Store.Open(builder.Options, builder.Time);
        try
        {
            var known = await KeptAsync(store, request.ExecutionId, cancellationToken).ConfigureAwait(false);
            return new(Build(builder, request, store, known, display, out var watch), store, watch, request.ExecutionId);
        }
        catch
        {
            await StoreEnd.DisposeAsync(store).ConfigureAwait(false);
            throw;
        }
    }

    public async Task<ExecutionView> ViewAsync() => await _engine.GetAsync(_id, CancellationToken.None).ConfigureAwait(false)
        ?? throw Gone();

    public async Task<ExecutionHistory> HistoryAsync() => await _engine.GetHistoryAsync(_id, CancellationToken.None).ConfigureAwait(false)
        ?? throw Gone();

    public async Task<ExecutionView> CancelAsync(OperationNote? note, CancellationToken cancellationToken)
    {
        var end = _engine.WaitAsync(_id, cancellationToken).AsTask();
        await _engine.CancelAsync(_id, note, cancellationToken).ConfigureAwait(false);
        return await EndedAsync(end, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs it again to its end. Given up, it stays as it stands, and the next engine on the store goes on with it.</summary>
    /// <param name="tasks">Instances to begin with; null for those that failed.</param>
    /// <param name="all">Everything instead.</param>
    /// <param name="note">Who asks, and why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ExecutionView> RetryAsync(string[]? tasks, bool all, OperationNote? note, CancellationToken cancellationToken)
    {
        if (all)
        {
            await _engine.RestartAsync(_id, note, cancellationToken).ConfigureAwait(false);
        }
        else if (tasks is null)
        {
            await _engine.RetryFromFailedAsync(_id, note, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _engine.RetryAsync(_id, tasks, note, cancellationToken).ConfigureAwait(false);
        }

        return await EndedAsync(_engine.WaitAsync(_id, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync().ConfigureAwait(false);
        await StoreEnd.DisposeAsync(_store).ConfigureAwait(false);
    }

    private FlowException Gone() => new(FlowErrorCodes.UnknownExecution, $"The execution '{_id}' is not in the store any more.");

    private async Task<ExecutionView> EndedAsync(Task end, CancellationToken cancellationToken)
    {
        await end.ConfigureAwait(false);
        await _watch.ToldAsync().WaitAsync(cancellationToken).ConfigureAwait(false);

        // The end is on record before its news is told: an engine that has stopped has told all of it.
        await _engine.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return await ViewAsync().ConfigureAwait(false);
    }

    private static FlowEngine Build(
        FlowEngineBuilder builder, OperationRequest request, IStateStore store, List<FlowDescriptor> known, IRunDisplay display, out CallWatch watch)
    {
        var files = request.FlowsFolder is { } folder ? Files(folder) : [];
        known.AddRange(files.Select(file => FlowYaml.ReadFile(file).Flow).OfType<FlowDescriptor>());
        watch = new(display, known);
        var outside = request.StubsFile is { } stubs ? StubbedOutside.Read(stubs, known) : (IOutside)new RealOutside("flowkit executions retry");
        outside.AddTo(builder, watch);
        Array.ForEach(Load(files, builder), flow => builder.AddFlow(flow));
        if (store is ISharedStateStore)
        {
            builder.Options = builder.Options with { Lease = FlowEngineOptions.DefaultLease };
        }

        var engine = builder.AddSink(new NewsWatch(display)).UseStore(GuestStore.Of(store)).Build();
        outside.Attach(engine);
        return engine;
    }

    /// <summary>What the execution runs, as far as the store says.</summary>
    private static async Task<List<FlowDescriptor>> KeptAsync(IStateStore store, string id, CancellationToken cancellationToken)
    {
        var stored = await store.LoadAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new WrongCallException($"The store has no execution '{id}'. See 'flowkit executions list'.");
        return await store.FindFlowAsync(stored.Header.Flow, stored.Header.FlowVersion, cancellationToken).ConfigureAwait(false) is { } kept
            ? [KeptFlow.Read(kept, FlowYaml.ReadKept).Flow]
            : [];
    }

    private static string[] Files(string folder) => Directory.Exists(folder)
        ? [.. FlowFiles.In(folder, Directory.GetCurrentDirectory())]
        : throw new WrongCallException($"--flows: there is no folder '{folder}'. Check the path.");

    private static FlowDescriptor[] Load(string[] files, FlowEngineBuilder builder)
    {
        var readings = Array.ConvertAll(files, file => FlowDiagnostics.Check(file, builder.Validation));
        return Array.Exists(readings, reading => reading.HasErrors)
            ? throw new FlowRefusedException([.. readings.SelectMany(reading => reading.Diagnostics)])
            : [.. readings.Select(reading => reading.Flow!).OrderByDescending(flow => flow.IsResource)];
    }
}
