using FlowKit.Http;

namespace FlowKit;

/// <summary>HTTP executors for an engine that is put together without a container.</summary>
public static class HttpExtensions
{
    /// <summary>Adds the dispatcher for <c>http</c> and <c>https</c>, with connections of its own that live as long as the process.</summary>
    /// <param name="builder">The engine to be; its clock is the one that was set before this call.</param>
    /// <param name="options">Bounds of the calls; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not positive.</exception>
    public static FlowEngineBuilder AddHttp(this FlowEngineBuilder builder, HttpDispatcherOptions? options = null)
    {
        options = (options ?? new HttpDispatcherOptions()).Checked();
        var client = new HttpMessageInvoker(HttpHandling.CreateHandler(options));
        return builder.AddHttp(options, () => client);
    }

    internal static FlowEngineBuilder AddHttp(this FlowEngineBuilder builder, HttpDispatcherOptions options, Func<HttpMessageInvoker> clients)
    {
        var dispatcher = new HttpDispatcher(clients, options, builder.Time);
        return builder.AddDispatcher(Uri.UriSchemeHttp, dispatcher).AddDispatcher(Uri.UriSchemeHttps, dispatcher);
    }
}
