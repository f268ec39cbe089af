namespace FlowKit.Http;

/// <summary>Sends calls of the host's own flows and calls of foreign ones over connections of their own.</summary>
internal sealed class ByOrigin(HttpMessageHandler own, HttpMessageHandler foreign) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _own = new(own);
    private readonly HttpMessageInvoker _foreign = new(foreign);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        InvokerFor(request).Send(request, cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        InvokerFor(request).SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _own.Dispose();
            _foreign.Dispose();
        }

        base.Dispose(disposing);
    }

    private HttpMessageInvoker InvokerFor(HttpRequestMessage request) => OutgoingMessage.IsForeign(request) ? _foreign : _own;
}
