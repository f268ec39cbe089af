using System.Text;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>Makes the HTTP request of an attempt.</summary>
internal static class RequestMaking
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    /// <exception cref="HttpFaultException">The address, the method or a header is none that HTTP has.</exception>
    public static HttpCall Of(DispatchRequest request)
    {
        var input = RoutedInput.Of(request.Input);
        var method = MethodOf(request.RequestType);
        var own = RequestHeaders.OfEngine(request);
        var given = RequestHeaders.OfInput(input.Headers);
        var givenType = given.FirstOrDefault(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        var hasBody = method != HttpMethod.Get && method != HttpMethod.Head;
        return new(
            method,
            RequestAddress.Of(request, input.Query),
            given.Count == 0 ? own : [.. own.Where(header => !given.Any(other => other.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase)))],
            given,
            hasBody && givenType is null ? Json : null,
            hasBody ? BodyOf(request, input.Body, givenType) : [],
            request.IsFlowForeign);
    }

    private static HttpMethod MethodOf(string? requestType) => requestType?.Trim().ToUpperInvariant() switch
    {
        null or "" or "POST" => HttpMethod.Post,
        "GET" => HttpMethod.Get,
        "PUT" => HttpMethod.Put,
        "PATCH" => HttpMethod.Patch,
        "DELETE" => HttpMethod.Delete,
        "HEAD" => HttpMethod.Head,
        _ => throw new HttpFaultException(
            FlowErrorCodes.HttpRequestInvalid, $"'{requestType}' is no requestType. Use get, post, put, patch, delete or head."),
    };

    private static byte[] BodyOf(DispatchRequest request, FlowValue body, string? contentType)
    {
        var whole = FlowValue.Object([KeyValuePair.Create("execution_id", FlowValue.From(request.ExecutionId)), .. body.Members]);
        return contentType?.Contains(Form, StringComparison.OrdinalIgnoreCase) == true
            ? Encoding.ASCII.GetBytes(string.Join('&', whole.Members.Select(Field)))
            : whole.ToUtf8Json();
    }

    private static string Field(KeyValuePair<string, FlowValue> member) =>
        $"{FormText(member.Key)}={FormText(PlainText.Of(member.Value))}";

    private static string FormText(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
