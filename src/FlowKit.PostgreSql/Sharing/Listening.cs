using System.Globalization;
using FlowKit.PostgreSql.Saving;
using FlowKit.PostgreSql.Serving;
using FlowKit.Storing;
using Npgsql;

namespace FlowKit.PostgreSql.Sharing;

/// <summary>
/// Hears what concerns a session, on a connection of its own. One that is lost is made anew, and then there may be work that was told of
/// meanwhile.
/// </summary>
internal sealed class Listening(Server server, long session, IStoreListener listener) : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetryAfter = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastRetryAfter = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<string> _arrived = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Returns when news is heard.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            await server.EnsureAsync(cancellationToken).ConfigureAwait(false);
            var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            _running = Task.Run(() => RunAsync(connection), CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException || Faults.IsLostConnection(exception))
        {
            throw Faults.Of(exception, server.Name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync(NpgsqlConnection? connection)
    {
        for (var attempt = 0; !_stop.IsCancellationRequested; attempt++)
        {
            try
            {
                if (connection is null)
                {
                    await Task.Delay(Backoff.After(attempt, FirstRetryAfter, LastRetryAfter), server.Time, _stop.Token).ConfigureAwait(false);
                    connection = await ConnectAsync(_stop.Token).ConfigureAwait(false);
                    attempt = 0;
                    await DeliverRowsAsync().ConfigureAwait(false);
                    listener.OnWorkLeft();
                }

                await HearAsync(connection).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever befell the connection, the session must hear again.
            catch (Exception)
#pragma warning restore CA1031
            {
                if (connection is not null)
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                    connection = null;
                }
            }
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = await server.ConnectAloneAsync("FlowKit listener", cancellationToken).ConfigureAwait(false);
        try
        {
            connection.Notification += (_, news) => Hear(news.Channel, news.Payload);
            var command = new NpgsqlCommand($"LISTEN {server.Names.WorkChannel}; LISTEN {server.Names.ChannelOf(session)}", connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task HearAsync(NpgsqlConnection connection)
    {
        while (true)
        {
            await connection.WaitAsync(_stop.Token).ConfigureAwait(false);
            while (_arrived.TryDequeue(out var payload))
            {
                await DeliverAsync(payload).ConfigureAwait(false);
            }
        }
    }

    private void Hear(string channel, string payload)
    {
        if (channel != server.Names.WorkChannel)
        {
            _arrived.Enqueue(payload);
        }
        else if (payload != session.ToString(CultureInfo.InvariantCulture))
        {
            listener.OnWorkLeft();
        }
    }

    private async ValueTask DeliverAsync(string payload)
    {
        if (!payload.StartsWith(Sending.RowMark))
        {
            listener.OnMessage(Convert.FromBase64String(payload));
        }
        else if (long.TryParse(payload.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            await DeliverRowsAsync(id).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a long message, or all that were left when the connection was lost, each once.</summary>
    private async ValueTask DeliverRowsAsync(long? id = null)
    {
        foreach (var message in await server.ReadAsync(id, TakeRowsAsync, _stop.Token).ConfigureAwait(false))
        {
            listener.OnMessage(message);
        }
    }

    private async Task<List<byte[]>> TakeRowsAsync(NpgsqlConnection connection, long? id, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            $"""
            WITH taken AS (DELETE FROM {server.Tables.Messages} WHERE session = $1 AND id BETWEEN $2 AND $3 RETURNING id, body)
            SELECT body FROM taken ORDER BY id
            """,
            connection);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Value(session);
        command.Parameters.Value(id ?? 0);
        command.Parameters.Value(id ?? long.MaxValue);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            var found = new List<byte[]>();
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                found.Add(rows.GetFieldValue<byte[]>(0));
            }

            return found;
        }
    }
}
