using System.Net;
using System.Net.Sockets;
using FlowKit.Errors;

namespace FlowKit.Http;

/// <summary>
/// Makes connections to addresses that are allowed, and to those only: it resolves the name itself and connects to the very address
/// it has checked, so that a name cannot mean something else the second time.
/// </summary>
internal sealed class GuardedConnector(
    Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<IPAddress, bool> isAllowed)
{
    public static GuardedConnector ForPublicAddresses { get; } = new(Dns.GetHostAddressesAsync, PublicAddresses.Contains);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await resolve(host, cancellationToken).ConfigureAwait(false);
        var allowed = addresses.Where(isAllowed).ToArray();
        if (allowed.Length == 0 && addresses.Length > 0)
        {
            throw new HttpFaultException(
                FlowErrorCodes.HttpAddressRefused,
                $"'{host}' is no public address, and this host lets flows call no other. Its AddressPolicy decides that.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
