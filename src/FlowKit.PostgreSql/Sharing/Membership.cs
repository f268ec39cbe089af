using System.Globalization;
using FlowKit.PostgreSql.Saving;
using FlowKit.PostgreSql.Serving;
using FlowKit.Storing;
using Npgsql;

namespace FlowKit.PostgreSql.Sharing;

/// <summary>The row of a session: made, renewed, removed.</summary>
internal sealed class Membership(Server server, long number, TimeSpan lease)
{
    public static ValueTask<long> NextNumberAsync(Server server, CancellationToken cancellationToken) => server.ReadAsync(
        server.Tables.SessionNumbers,
        static async (connection, sequence, token) =>
        {
            var command = new NpgsqlCommand("SELECT nextval($1::regclass)", connection);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.Value(sequence);
                return (long)(await command.ExecuteScalarAsync(token).ConfigureAwait(false))!;
            }
        },
        cancellationToken);

    // An answer that was lost does no harm: the row is there once.
    public static async ValueTask BeginAsync(Server server, long number, StoreMember member, CancellationToken cancellationToken) => await server.ReadAsync(
        (server, number, member),
        static async (connection, its, token) =>
        {
            var command = new NpgsqlCommand(
                $"""
                INSERT INTO {its.server.Tables.Sessions}
                SELECT $1, $2, t, $3, t + $3, array_fill(0, ARRAY[$4]) FROM {its.server.Tables.Clock} AS t ON CONFLICT DO NOTHING
                """,
                connection);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.Value(its.number);
                command.Parameters.Value(its.member.Name);
                command.Parameters.Value(its.member.Lease);
                command.Parameters.Value(its.server.Options.Writers);
                return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            }
        },
        cancellationToken).ConfigureAwait(false);

    public ValueTask<LeaseState> RenewAsync(CancellationToken cancellationToken) => server.ReadAsync(number, RenewAsync, cancellationToken);

    /// <summary>Gives back what belongs to the session, and tells the others.</summary>
    public async ValueTask EndAsync() => await server.ReadAsync(number, EndAsync, CancellationToken.None).ConfigureAwait(false);

    private async Task<LeaseState> RenewAsync(NpgsqlConnection connection, long session, CancellationToken cancellationToken)
    {
        // An answer that comes when the lease has run out is of no use.
        var batch = new NpgsqlBatch(connection) { Timeout = (int)Math.Ceiling(lease.TotalSeconds) };
        await using var disposing = batch.ConfigureAwait(false);
        var renew = batch.Add($"""
            UPDATE {server.Tables.Sessions} SET expires = {server.Tables.Clock} + lease WHERE number = $1
            RETURNING set_config('application_name', $2, false)
            """);
        renew.Value(session);
        renew.Value(server.Names.ActorOf(session));

        // No lease ends later than one that begins now, unless the clock was put back: then it begins now. Those that live renew it themselves.
        batch.Add($"""
            UPDATE {server.Tables.Sessions} s SET expires = {server.Tables.Clock} + s.lease FROM (
              SELECT number FROM {server.Tables.Sessions} WHERE number <> $1 AND expires > {server.Tables.Clock} + lease
              FOR NO KEY UPDATE SKIP LOCKED) late WHERE s.number = late.number
            """).Value(session);
        batch.Add($"SELECT number, GREATEST(expires - {server.Tables.Clock}, interval '0') FROM {server.Tables.Sessions} WHERE number <> $1").Value(session);
        var rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            var isHeld = await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
            await rows.NextResultAsync(cancellationToken).ConfigureAwait(false);
            var (others, next) = (new List<long>(), (TimeSpan?)null);
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                others.Add(rows.GetInt64(0));
                var left = rows.GetFieldValue<TimeSpan>(1);
                next = next < left ? next : left;
            }

            return new(isHeld, next, others);
        }
    }

    private async Task<int> EndAsync(NpgsqlConnection connection, long session, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            var end = batch.Add($"DELETE FROM {server.Tables.Sessions} WHERE number = $1 RETURNING set_config('application_name', $2, false)");
            end.Value(session);
            end.Value(server.Names.ActorOf(session));
            batch.Add($"DELETE FROM {server.Tables.Messages} WHERE session = $1").Value(session);
            var tell = batch.Add("SELECT pg_notify($1, $2)");
            tell.Value(server.Names.WorkChannel);
            tell.Value(session.ToString(CultureInfo.InvariantCulture));
            return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
