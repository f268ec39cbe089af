namespace FlowKit.Testing.Scenarios;

/// <summary>
/// The one place that knows what scenario files speak of and the engine does not do yet. When it learns one, the body here becomes the
/// call of it.
/// </summary>
internal static class EngineGaps
{
    public static StartOptions? Options(ScenarioStart start) =>
        start is { Targets: null, Force: false } ? null : new() { Targets = start.Targets, Force = start.Force };

    public static ValueTask RetryAsync(IFlowEngine engine, string id, IReadOnlyList<string> tasks, CancellationToken token) =>
        engine.RetryAsync(id, tasks, token);

    public static ValueTask RetryFromFailedAsync(IFlowEngine engine, string id, CancellationToken token) =>
        engine.RetryFromFailedAsync(id, token);

    public static ValueTask RestartAsync(IFlowEngine engine, string id, CancellationToken token) => engine.RestartAsync(id, token);

    public static ValueTask RunTaskAsync(IFlowEngine engine, string id, string task, CancellationToken token) =>
        engine.RunTaskAsync(id, task, token);

    public static ValueTask SkipAsync(IFlowEngine engine, string id, string task, CancellationToken token) =>
        engine.SkipAsync(id, task, token);

    public static ValueTask PauseAsync(IFlowEngine engine, string id, CancellationToken token) => engine.PauseAsync(id, token);

    public static ValueTask ResumeAsync(IFlowEngine engine, string id, CancellationToken token) => engine.ResumeAsync(id, token);
}
