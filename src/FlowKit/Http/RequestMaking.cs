using System.Text;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>Makes the HTTP request of an attempt.</summary>
internal sealed class RequestMaking
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string ExecutionId = "execution_id";

    private readonly JsonBodies _bodies = new();

    /// <exception cref="HttpFaultException">The address, the method or a header is none that HTTP has.</exception>
    public HttpCall Of(DispatchRequest request)
    {
        var input = RoutedInput.Of(request.Input);
        var method = MethodOf(request.RequestType);
        var given = RequestHeaders.OfInput(input.Headers);
        var givenType = ValueOf(given, "Content-Type");
        var hasBody = method != HttpMethod.Get && method != HttpMethod.Head;
        return new(
            method,
            RequestAddress.Of(request, input.Query),
            OwnHeaders(request, given),
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

    // A header the input sets wins over the engine's.
    private static KeyValuePair<string, string>[] OwnHeaders(DispatchRequest request, KeyValuePair<string, string>[] given)
    {
        var own = RequestHeaders.OfEngine(request);
        return given.Length == 0 ? own : Without(own, given);
    }

    private static KeyValuePair<string, string>[] Without(KeyValuePair<string, string>[] own, KeyValuePair<string, string>[] given) =>
        Array.FindAll(own, header => ValueOf(given, header.Key) is null);

    private static string? ValueOf(KeyValuePair<string, string>[] headers, string name)
    {
        foreach (var (given, value) in headers)
        {
            if (given.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    private byte[] BodyOf(DispatchRequest request, FlowValue body, string? contentType) =>
        contentType?.Contains(Form, StringComparison.OrdinalIgnoreCase) == true
            ? Encoding.ASCII.GetBytes(string.Join('&', Whole(request, body).Members.Select(Field)))
            : _bodies.Write(ExecutionId, request.ExecutionId, body);

    private static FlowValue Whole(DispatchRequest request, FlowValue body) =>
        FlowValue.Object([KeyValuePair.Create(ExecutionId, FlowValue.From(request.ExecutionId)), .. body.Members]);

    private static string Field(KeyValuePair<string, FlowValue> member) =>
        $"{FormText(member.Key)}={FormText(PlainText.Of(member.Value))}";

    private static string FormText(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
