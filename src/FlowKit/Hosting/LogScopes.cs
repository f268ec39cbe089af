using FlowKit.Dispatching;
using FlowKit.Telemetry;
using Microsoft.Extensions.Logging;

namespace FlowKit.Hosting;

/// <summary>A log scope of the ids around every dispatch: whatever a function or a client logs carries them.</summary>
internal sealed class LogScopes(ILogger log) : IDispatchScopes
{
    /// <summary>A category that is switched off altogether opens none.</summary>
    public bool IsWanted => log.IsEnabled(LogLevel.Critical);

    public IDisposable? Open(DispatchRequest request)
    {
        var scope = log.BeginScope(new DispatchScope(request));
        FlowLog.AttemptSent(log, request.Attempt, request.Task, request.ExecutionId);
        return scope;
    }
}
