namespace FlowKit.Testing.Scenarios;

/// <summary>
/// The one place that knows what scenario files speak of and the engine does not do yet. When it learns one, the body here becomes the
/// call of it.
/// </summary>
internal static class EngineGaps
{
    public static StartOptions? Options(ScenarioStart start) =>
        start is { Targets: null, Force: false } ? null : throw new EngineGapException("options");

    public static ValueTask RetryAsync(IFlowEngine engine, string id, IReadOnlyList<string> tasks, CancellationToken token) =>
        throw new EngineGapException("retry");

    public static ValueTask RetryFromFailedAsync(IFlowEngine engine, string id, CancellationToken token) =>
        throw new EngineGapException("retry");

    public static ValueTask RestartAsync(IFlowEngine engine, string id, CancellationToken token) => throw new EngineGapException("retry");

    public static ValueTask RunTaskAsync(IFlowEngine engine, string id, string task, CancellationToken token) =>
        throw new EngineGapException("runTask");

    public static ValueTask SkipAsync(IFlowEngine engine, string id, string task, CancellationToken token) =>
        throw new EngineGapException("skip");

    public static ValueTask PauseAsync(IFlowEngine engine, string id, CancellationToken token) => throw new EngineGapException("pause");

    public static ValueTask ResumeAsync(IFlowEngine engine, string id, CancellationToken token) => throw new EngineGapException("resume");
}
