using System.Net;
using System.Text;

namespace FlowKit.Http;

/// <summary>The handler and client that HTTP tasks are sent with.</summary>
internal static class HttpHandling
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Neither cookies, which one flow would share with another, nor redirects, which <see cref="Redirects"/> follows by stricter rules.
    /// </summary>
    public static SocketsHttpHandler CreateHandler(HttpDispatcherOptions options) => Guarded(options, new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    });

    public static void Prepare(HttpClient client) => client.Timeout = Timeout.InfiniteTimeSpan;

    // A proxy would make the connection in our place, where the guard cannot see.
    private static SocketsHttpHandler Guarded(HttpDispatcherOptions options, SocketsHttpHandler handler)
    {
        if (options.AddressPolicy == AddressPolicy.PublicOnly)
        {
            handler.UseProxy = false;
            handler.ConnectCallback = GuardedConnector.ForPublicAddresses.ConnectAsync;
        }

        return handler;
    }
}
