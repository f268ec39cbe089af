using Microsoft.AspNetCore.Http;

namespace FlowKit.Tests.Http;

/// <summary>A request as it arrived.</summary>
internal sealed record SeenRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static async Task<SeenRequest> OfAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        return new(
            request.Method,
            request.Path.ToString(),
            request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
    }
}
