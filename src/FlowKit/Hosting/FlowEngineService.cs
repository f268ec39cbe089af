using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowKit.Hosting;

/// <summary>Ties the engine to its host: takes up what the store holds at the start, ends in order at the stop.</summary>
internal sealed class FlowEngineService(FlowEngine engine, ILoggerFactory logs) : IHostedService
{
    private readonly ILogger _log = logs.CreateLogger(FlowLog.Category);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await engine.RecoverAsync(cancellationToken).ConfigureAwait(false);
        FlowLog.EngineStarted(_log, engine.Flows.Names.Count);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await engine.StopAsync(cancellationToken).ConfigureAwait(false);
        FlowLog.EngineStopped(_log);
    }
}
