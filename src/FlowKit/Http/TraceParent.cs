using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FlowKit.Dispatching;

namespace FlowKit.Http;

/// <summary>The W3C trace context of a call that nobody traces.</summary>
internal static class TraceParent
{
    private const int TraceBytes = 16;
    private const int SpanBytes = 8;

    /// <summary>
    /// One trace per execution and one span per attempt, made of their ids, so that executors can tell what belongs together. Null while an
    /// activity runs: the HTTP handler then sends that one, with its own span as the parent.
    /// </summary>
    public static string? Of(DispatchRequest request) => Activity.Current is { IdFormat: ActivityIdFormat.W3C }
        ? null
        : $"00-{Id(request.ExecutionId, TraceBytes)}-{Id(request.IdempotencyKey, SpanBytes)}-00";

    private static string Id(string text, int bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash[..bytes]);
    }
}
