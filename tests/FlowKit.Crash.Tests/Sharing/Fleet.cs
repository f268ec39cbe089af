using System.Globalization;
using System.Threading.Channels;
using FlowKit.Crash.Tests.Lives;
using FlowKit.PostgreSql.Tests;
using Npgsql;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>Processes that live side by side on one database, each with a way to it that can be cut, and an ear on all of them and on the database.</summary>
/// <param name="cluster">The database.</param>
/// <param name="arguments">Of the program, behind the address of the database.</param>
internal sealed class Fleet(Cluster cluster, params IReadOnlyList<string> arguments) : IAsyncDisposable
{
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Life> _lives = [];
    private readonly Dictionary<Life, Network> _networks = [];
    private Task _listening = Task.CompletedTask;
    private int _count;

    /// <summary>Those that have not ended.</summary>
    public IReadOnlyList<Life> Lives => _lives;

    /// <summary>Hears of the sessions that end.</summary>
    public async Task ListenAsync()
    {
        var connection = await cluster.ConnectAsync();
        connection.Notification += (_, news) => _heard.Writer.TryWrite(new(null, null, long.Parse(news.Payload, CultureInfo.InvariantCulture)));
        await using var listen = new NpgsqlCommand($"LISTEN {StoreAudit.Channel}", connection);
        await listen.ExecuteNonQueryAsync();
        _listening = HearAsync(connection);
    }

    public Life Begin()
    {
        var network = new Network(cluster);
        var life = new Life(++_count, [network.Address, .. arguments]);
        _lives.Add(life);
        _networks.Add(life, network);
        _ = HearAsync(life);
        return life;
    }

    /// <summary>The way of a process to the database.</summary>
    public Network NetworkOf(Life life) => _networks[life];

    public ValueTask<Heard> NextAsync(CancellationToken cancellationToken) => _heard.Reader.ReadAsync(cancellationToken);

    /// <summary>It has ended, and in order unless it was killed.</summary>
    public async Task EndAsync(Life life)
    {
        _lives.Remove(life);
        Assert.Equal(string.Empty, await life.EndAsync());
        life.Dispose();
        _networks.Remove(life, out var network);
        await network!.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
        {
            life.Dispose();
            await _networks[life].DisposeAsync();
        }

        await _stop.CancelAsync();
        await _listening;
        _stop.Dispose();
    }

    private async Task HearAsync(Life life)
    {
        while (await life.ReadAsync(CancellationToken.None) is { } line)
        {
            _heard.Writer.TryWrite(new(life, line));
        }

        _heard.Writer.TryWrite(new(life, null));
    }

    private async Task HearAsync(NpgsqlConnection connection)
    {
        await using (connection)
        {
            try
            {
                while (true)
                {
                    await connection.WaitAsync(_stop.Token);
                }
            }
            catch (OperationCanceledException)
            {
            }
        }
    }
}
