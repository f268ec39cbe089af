using System.Net;
using FlowKit.Errors;

namespace FlowKit.Http;

/// <summary>Follows redirects: 5 at most, never to another protocol.</summary>
internal static class Redirects
{
    private const int Most = 5;

    /// <summary>The call the answer sends us to; null when it is no redirect.</summary>
    /// <exception cref="HttpFaultException">The redirect is not followed.</exception>
    public static HttpCall? Next(HttpCall call, HttpResponseMessage response, int followed)
    {
        if ((int)response.StatusCode is < 300 or >= 400)
        {
            return null;
        }

        if (response.Headers.Location is not { } location || !Uri.TryCreate(call.Address, location, out var target))
        {
            throw Refused($"{call.Title} answered with status {(int)response.StatusCode} and no Location to follow.");
        }

        if (target.Scheme != call.Address.Scheme)
        {
            throw Refused($"{call.Title} redirects to protocol '{target.Scheme}'. Name the final address in the flow.");
        }

        return followed < Most
            ? Towards(call, target, response.StatusCode)
            : throw Refused($"{call.Title} redirects more than {Most} times.");
    }

    private static HttpCall Towards(HttpCall call, Uri target, HttpStatusCode status)
    {
        // RFC 9110, 15.4: after 303 the answer is fetched; after 301 and 302 a POST becomes a GET by old custom; 307 and 308 repeat the request.
        var isFetch = (status == HttpStatusCode.SeeOther && call.Method != HttpMethod.Head) ||
            (status is HttpStatusCode.Moved or HttpStatusCode.Found && call.Method == HttpMethod.Post);
        var next = call with { Address = target };
        next = isFetch ? next with { Method = HttpMethod.Get, Body = [], ContentType = null, InputHeaders = WithoutContent(next) } : next;

        // What the flow says in headers, keys and passwords among them, is meant for the server it names.
        return IsSameServer(call.Address, target) ? next : next with { InputHeaders = [] };
    }

    private static KeyValuePair<string, string>[] WithoutContent(HttpCall call) =>
        [.. call.InputHeaders.Where(header => !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))];

    private static bool IsSameServer(Uri one, Uri other) => one.Authority == other.Authority;

    private static HttpFaultException Refused(string message) => new(FlowErrorCodes.HttpRedirectRefused, message);
}
