using FlowKit.PostgreSql.Saving;
using FlowKit.PostgreSql.Serving;
using Npgsql;

namespace FlowKit.PostgreSql.Sharing;

/// <summary>
/// Sends messages: a short one as the payload of a notification, a long one as a row that the notification names. Messages are no part of the
/// promise of the store, so their commits wait for no disk.
/// </summary>
internal sealed class Sending(Server server, long session)
{
    /// <summary>Begins the payload that names a row.</summary>
    public const char RowMark = '#';

    /// <summary>As base64 it stays below the 8,000 bytes a payload may have.</summary>
    private const int LargestPayload = 5_900;

    private const string NoWait = "set_config('synchronous_commit', 'off', true)";

    public ValueTask<bool> TrySendAsync(long to, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => message.Length <= LargestPayload
        ? server.DoAsync((to, message), SendShortAsync, cancellationToken)
        : server.DoAsync((to, message), SendLongAsync, cancellationToken);

    private async Task<bool> SendShortAsync(NpgsqlConnection connection, (long To, ReadOnlyMemory<byte> Message) what, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        var send = Fenced(batch).Add($"SELECT pg_notify($2, $3), {NoWait} FROM {server.Tables.Sessions} WHERE number = $1");
        send.Value(what.To);
        send.Value(server.Names.ChannelOf(what.To));
        send.Value(Convert.ToBase64String(what.Message.Span));
        return await IsSentAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> SendLongAsync(NpgsqlConnection connection, (long To, ReadOnlyMemory<byte> Message) what, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        var send = Fenced(batch).Add($"""
            WITH kept AS (
              INSERT INTO {server.Tables.Messages}(session, body) SELECT number, $3 FROM {server.Tables.Sessions} WHERE number = $1 RETURNING id)
            SELECT pg_notify($2, '{RowMark}' || id), {NoWait} FROM kept
            """);
        send.Value(what.To);
        send.Value(server.Names.ChannelOf(what.To));
        send.Value(what.Message);
        return await IsSentAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    // A session that has ended does not speak for the executions it had.
    private NpgsqlBatch Fenced(NpgsqlBatch batch)
    {
        var fence = batch.Add($"SELECT {server.Tables.Fence}($1, 0, 0), set_config('application_name', $2, false)");
        fence.Value(session);
        fence.Value(server.Names.ActorOf(session));
        return batch;
    }

    private static async Task<bool> IsSentAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        var rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            await rows.NextResultAsync(cancellationToken).ConfigureAwait(false);
            var isSent = await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
            while (await rows.NextResultAsync(cancellationToken).ConfigureAwait(false))
            {
            }

            return isSent;
        }
    }
}
