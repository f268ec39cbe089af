namespace FlowKit.Http;

/// <summary>One HTTP request that can be made a message more than once: a redirect may ask for it again.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">Where it goes, query included.</param>
/// <param name="OwnHeaders">What the engine says in headers.</param>
/// <param name="InputHeaders">What the flow says in headers, <c>Content-Type</c> and its kin included.</param>
/// <param name="ContentType">What the body is; null when there is none or the flow says it.</param>
/// <param name="Body">The body; empty for none.</param>
/// <param name="IsForeign">Somebody else may have written the flow.</param>
internal sealed record HttpCall(
    HttpMethod Method,
    Uri Address,
    KeyValuePair<string, string>[] OwnHeaders,
    KeyValuePair<string, string>[] InputHeaders,
    string? ContentType,
    byte[] Body,
    bool IsForeign)
{
    /// <summary>Method and server, for messages: path and query may hold values of the input.</summary>
    public string Title => $"{Method} {Address.Scheme}://{Address.Authority}";

    public HttpRequestMessage ToMessage()
    {
        var message = new OutgoingMessage(Method, Address, Body, IsForeign);
        Add(message, OwnHeaders);
        Add(message, InputHeaders);
        if (ContentType is not null)
        {
            message.Content!.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        return message;
    }

    private static void Add(HttpRequestMessage message, KeyValuePair<string, string>[] headers)
    {
        foreach (var (name, value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
