using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowKit.Hosting;

/// <summary>
/// Ties the engine to its host: is built at the start, takes up what the store holds once everything else has started, because what goes out
/// again tells executors to call back a web server that must listen by then, and ends in order at the stop.
/// </summary>
internal sealed class FlowEngineService(FlowEngine engine, ILoggerFactory logs) : IHostedLifecycleService
{
    private readonly ILogger _log = logs.CreateLogger(FlowLog.Category);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await engine.RecoverAsync(cancellationToken).ConfigureAwait(false);
        FlowLog.EngineStarted(_log, engine.Flows.Names.Count);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await engine.StopAsync(cancellationToken).ConfigureAwait(false);
        FlowLog.EngineStopped(_log);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
