using Microsoft.Extensions.Logging;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>What the HTTP API logs; <c>docs/telemetry.md</c> lists the numbers. Paths without queries, which hold tokens.</summary>
internal static partial class EndpointLog
{
    public const string Category = "FlowKit";

    [LoggerMessage(EventId = 1301, Level = LogLevel.Error, Message = "{Method} {Path} failed for a reason nobody foresaw")]
    public static partial void RequestFailed(ILogger log, string method, string path, Exception fault);
}
