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
    IReadOnlyList<KeyValuePair<string, string>> OwnHeaders,
    IReadOnlyList<KeyValuePair<string, string>> InputHeaders,
    string? ContentType,
    byte[] Body,
    bool IsForeign)
{
    /// <summary>Method and server, for messages: path and query may hold values of the input.</summary>
    public string Title => $"{Method} {Address.Scheme}://{Address.Authority}";

    public HttpRequestMessage ToMessage()
    {
        // Even a request without a body carries an empty one: SocketsHttpHandler silently sends a request again after a lost connection as
        // long as it has not begun to send content, and an attempt is sent once.
        var message = new HttpRequestMessage(Method, Address) { Content = new ByteArrayContent(Body) };
        message.Options.Set(ByOrigin.IsForeign, IsForeign);
        Add(message, OwnHeaders);
        Add(message, InputHeaders);
        if (ContentType is not null)
        {
            message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        return message;
    }

    private static void Add(HttpRequestMessage message, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            var (name, value) = headers[i];
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
