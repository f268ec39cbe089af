using System.Globalization;
using System.Threading.Channels;
using FlowKit.Crash.Tests.Lives;
using FlowKit.PostgreSql.Tests;
using Npgsql;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>Processes that live side by side on one database, and an ear on all of them and on the database.</summary>
internal sealed class Fleet(Cluster cluster, IReadOnlyList<string> arguments) : IAsyncDisposable
{
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Life> _lives = [];
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
        var life = new Life(++_count, arguments);
        _lives.Add(life);
        _ = HearAsync(life);
        return life;
    }

    public ValueTask<Heard> NextAsync(CancellationToken cancellationToken) => _heard.Reader.ReadAsync(cancellationToken);

    /// <summary>It has ended, and in order unless it was killed.</summary>
    public async Task EndAsync(Life life)
    {
        _lives.Remove(life);
        Assert.Equal(string.Empty, await life.EndAsync());
        life.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
        {
            life.Dispose();
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
