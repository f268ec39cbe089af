using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>
/// The way of one engine to the database. While it is cut nothing that is sent arrives, in either direction, and nobody is told: the ends only
/// hear nothing.
/// </summary>
internal sealed class Network : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _lines = [];
    private readonly Task _accepting;
    private volatile TaskCompletionSource _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile CancellationTokenSource _lives = new();

    /// <param name="port">Where the database listens on this machine.</param>
    public Network(int port)
    {
        _port = port;
        _whole.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address =>
        string.Create(CultureInfo.InvariantCulture, $"postgresql://postgres@127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/postgres");

    public void Cut() => _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was on its way arrives late; or it is lost, with the connections it came by.</summary>
    public async Task MendAsync(bool isLost)
    {
        if (isLost)
        {
            var gone = _lives;
            _lives = new();
            await gone.CancelAsync();
        }

        _whole.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_lines);
        _stop.Dispose();
        _lives.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync(_stop.Token);
                _lines.Add(CarryAsync(near));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        using var lives = CancellationTokenSource.CreateLinkedTokenSource(_lives.Token, _stop.Token);
        try
        {
            await _whole.Task.WaitAsync(lives.Token);
            await far.ConnectAsync(IPAddress.Loopback, _port, lives.Token);
            (near.NoDelay, far.NoDelay) = (true, true);
            await await Task.WhenAny(CarryAsync(near.GetStream(), far.GetStream(), lives.Token), CarryAsync(far.GetStream(), near.GetStream(), lives.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            await _whole.Task.WaitAsync(cancellationToken);
            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
