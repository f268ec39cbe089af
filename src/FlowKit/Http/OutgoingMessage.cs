namespace FlowKit.Http;

/// <summary>A request on its way, and whether somebody else may have written its flow.</summary>
internal sealed class OutgoingMessage : HttpRequestMessage
{
    private readonly bool _isForeign;

    public OutgoingMessage(HttpMethod method, Uri address, byte[] body, bool isForeign)
        : base(method, address)
    {
        _isForeign = isForeign;

        // Even a request without a body carries an empty one: SocketsHttpHandler silently sends a request again after a lost connection as
        // long as it has not begun to send content, and an attempt is sent once.
        Content = new Body(body, isForeign);
    }

    /// <summary>
    /// Whether the flow of a request is foreign. A handler of the host may have made another message of it, or given it another body: one of
    /// them says it still. What does not say it counts as foreign.
    /// </summary>
    public static bool IsForeign(HttpRequestMessage message) => message switch
    {
        OutgoingMessage own => own._isForeign,
        { Content: Body body } => body.IsForeign,
        _ => true,
    };

    private sealed class Body(byte[] bytes, bool isForeign) : ByteArrayContent(bytes)
    {
        public bool IsForeign => isForeign;
    }
}
