using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FlowKit.Tests.Http;

/// <summary>
/// Answers requests for <c>/warm</c> and keeps the connection; at any other request it counts and closes the connection in order, without a
/// word, as a server does whose idle time has just run out.
/// </summary>
internal sealed class ClosingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _closed;

    public ClosingServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>How many requests it has closed the connection on.</summary>
    public int Closed => Volatile.Read(ref _closed);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        using var socket = connection;
        var buffer = new byte[16 * 1024];
        while (await socket.ReceiveAsync(buffer) is > 0 and var read)
        {
            if (!Encoding.ASCII.GetString(buffer, 0, read).Contains(" /warm", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _closed);
                return;
            }

            await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        }
    }
}
