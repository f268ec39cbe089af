using System.Buffers;
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

    public static IReadOnlyList<KeyValuePair<string, string>> OfEngine(DispatchRequest request)
    {
        var headers = new List<KeyValuePair<string, string>> { new("Idempotency-Key", request.IdempotencyKey) };
        if (request.CallbackUrl is not null)
        {
            headers.Add(new(CallbackUrl, request.CallbackUrl));
        }

        if (request.ServerUrl is not null)
        {
            headers.Add(new("X-Flow-Server", request.ServerUrl));
        }

        if (request.IsAsynchronous)
        {
            headers.Add(new("X-Mode", "async"));
        }

        if (TraceParent.Of(request) is { } trace)
        {
            headers.Add(new("traceparent", trace));
        }

        return headers;
    }

    public static IReadOnlyList<KeyValuePair<string, string>> OfInput(FlowValue headers)
    {
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

        return given;
    }

    private static bool IsControl(char character) => character != '\t' && char.IsControl(character);

    private static string Printable(string name) => string.Concat(name.Take(60).Select(c => char.IsControl(c) ? '?' : c));
}
