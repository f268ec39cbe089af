using System.Text;

namespace FlowKit.Http;

/// <summary>The handler and client that HTTP tasks are sent with.</summary>
internal static class HttpHandling
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>One handler where the policy is the same for all flows; else one each, so that they share no connection.</summary>
    public static HttpMessageHandler CreateHandler(HttpDispatcherOptions options) => options.AddressPolicy == options.ForeignAddressPolicy
        ? CreateHandler(options, options.AddressPolicy)
        : new ByOrigin(CreateHandler(options, options.AddressPolicy), CreateHandler(options, options.ForeignAddressPolicy));

    public static void Prepare(HttpClient client) => client.Timeout = Timeout.InfiniteTimeSpan;

    // No compression, which AnswerEncoding takes off. Neither cookies, which one flow would share with another, nor redirects, which Redirects follows by stricter rules.
    private static SocketsHttpHandler CreateHandler(HttpDispatcherOptions options, AddressPolicy policy) => Guarded(policy, new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    });

    // A proxy would make the connection in our place, where the guard cannot see.
    private static SocketsHttpHandler Guarded(AddressPolicy policy, SocketsHttpHandler handler)
    {
        if (policy == AddressPolicy.PublicOnly)
        {
            handler.UseProxy = false;
            handler.ConnectCallback = GuardedConnector.ForPublicAddresses.ConnectAsync;
        }

        return handler;
    }
}
