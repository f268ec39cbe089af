using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FlowKit.PostgreSql.Tests;

/// <summary>The way from a store to its server, which a test can break at a chosen moment.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private const int Piece = 4 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _port;
    private readonly Task _accepting;
    private readonly List<Task> _lines = [];
    private CancellationTokenSource _lives = new();
    private int _loseAnswerIn;
    private int _loseRequestIn;
    private int _standsStill;
    private TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _open = Task.CompletedTask;
    private Task _whole = Task.CompletedTask;

    public Wire(Cluster cluster)
    {
        _port = cluster.Port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address =>
        string.Create(CultureInfo.InvariantCulture, $"postgresql://postgres@127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/postgres");

    /// <summary>The server gets the n-th request from now on and does it; its answer, and the connection, are lost.</summary>
    public Task LoseAnswerAsync(int request = 1)
    {
        _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _loseAnswerIn, request);
        return _lost.Task;
    }

    /// <summary>The n-th request from now on never gets to the server, and the connection is lost.</summary>
    public Task LoseRequestAsync(int request = 1)
    {
        _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _loseRequestIn, request);
        return _lost.Task;
    }

    /// <summary>The next request that is longer than a piece stops after its first piece; its connection stays, and says no more.</summary>
    public void StandStillInNextLongRequest() => Volatile.Write(ref _standsStill, 1);

    /// <summary>Whoever connects from now on waits until the given task ends.</summary>
    public void HoldConnections(Task until) => Volatile.Write(ref _open, until);

    /// <summary>Nothing arrives any more in either direction, nor does anybody connect, until the given task ends; then it arrives late.</summary>
    public void Hold(Task until)
    {
        Volatile.Write(ref _whole, until);
        HoldConnections(until);
    }

    /// <summary>All connections are lost, and what is on its way with them.</summary>
    public async Task LoseConnectionsAsync()
    {
        using var gone = Interlocked.Exchange(ref _lives, new());
        await gone.CancelAsync();
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
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _lines.Add(CarryAsync(client));
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
        using var lives = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _lives.Token);
        try
        {
            await Volatile.Read(ref _open).WaitAsync(lives.Token);
            await far.ConnectAsync(IPAddress.Loopback, _port, lives.Token);
            (near.NoDelay, far.NoDelay) = (true, true);
            var answers = new Answers();
            await await Task.WhenAny(
                RequestsAsync(near.GetStream(), far.GetStream(), answers, lives.Token), AnswersAsync(far.GetStream(), near.GetStream(), answers, lives.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task RequestsAsync(NetworkStream from, NetworkStream to, Answers answers, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (Volatile.Read(ref _loseRequestIn) > 0 && Interlocked.Decrement(ref _loseRequestIn) == 0)
            {
                _lost.TrySetResult();
                return;
            }

            if (Volatile.Read(ref _loseAnswerIn) > 0 && Interlocked.Decrement(ref _loseAnswerIn) == 0)
            {
                answers.AreLost = true;
            }

            if (count >= Piece && Interlocked.Exchange(ref _standsStill, 0) == 1)
            {
                await to.WriteAsync(buffer.AsMemory(0, Piece), cancellationToken);
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            await Volatile.Read(ref _whole).WaitAsync(cancellationToken);
            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }

    private async Task AnswersAsync(NetworkStream from, NetworkStream to, Answers answers, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (answers.AreLost)
            {
                _lost.TrySetResult();
                return;
            }

            await Volatile.Read(ref _whole).WaitAsync(cancellationToken);
            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }

    private sealed class Answers
    {
        private volatile bool _areLost;

        public bool AreLost
        {
            get => _areLost;
            set => _areLost = value;
        }
    }
}
