using System.Buffers;
using System.Diagnostics;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>The headers of a call: those the engine always sends, and those the input brings.</summary>
internal static class RequestHeaders
{
    private const string CallbackUrl = "X-Callback-Url";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // These say where a message ends and who speaks to whom; a flow that sets them could break the connection, or slip in a second request.
    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Expect", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    private static KeyValuePair<string, string> AcceptEncoding { get; } = new("Accept-Encoding", AnswerEncoding.Accepted);

    public static KeyValuePair<string, string>[] OfEngine(DispatchRequest request)
    {
        var (callback, server, trace) = (request.CallbackUrl, request.ServerUrl, TraceParent(request));
        var count = 2 + (callback is null ? 0 : 1) + (server is null ? 0 : 1) + (request.IsAsynchronous ? 1 : 0) + (trace is null ? 0 : 1);
        var headers = new KeyValuePair<string, string>[count];
        var next = 0;
        headers[next++] = new("Idempotency-Key", request.IdempotencyKey);
        if (callback is not null)
        {
            headers[next++] = new(CallbackUrl, callback);
        }

        if (server is not null)
        {
            headers[next++] = new("X-Flow-Server", server);
        }

        if (request.IsAsynchronous)
        {
            headers[next++] = new("X-Mode", "async");
        }

        if (trace is not null)
        {
            headers[next++] = new("traceparent", trace);
        }

        headers[next] = AcceptEncoding;
        return headers;
    }

    /// <summary>What services of strangers are told: callback and server addresses are for executors of ours.</summary>
    public static KeyValuePair<string, string>[] ForStrangers(DispatchRequest request)
    {
        var key = KeyValuePair.Create("Idempotency-Key", request.IdempotencyKey);
        return TraceParent(request) is { } trace ? [key, new("traceparent", trace), AcceptEncoding] : [key, AcceptEncoding];
    }

    // While an activity runs the HTTP handler sends that one, with its own span as the parent.
    private static string? TraceParent(DispatchRequest request) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } ? null : request.TraceParent;

    public static KeyValuePair<string, string>[] OfInput(FlowValue headers)
    {
        if (headers.Count == 0)
        {
            return [];
        }

        var given = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in headers.Members)
        {
            if (value.IsNullOrMissing || OfTheConnection.Contains(name) || name.Equals(CallbackUrl, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var text = PlainText.Of(value);
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters) || text.Any(IsControl))
            {
                throw new HttpFaultException(
                    FlowErrorCodes.HttpRequestInvalid, $"The header '{Printable(name)}' holds a character that HTTP headers do not carry.");
            }

            given.Add(new(name, text));
        }

        return [.. given];
    }

    private static bool IsControl(char character) => character != '\t' && char.IsControl(character);

    private static string Printable(string name) => string.Concat(name.Take(60).Select(c => char.IsControl(c) ? '?' : c));
}
