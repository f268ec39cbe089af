using System.Globalization;
using FlowKit.Errors;
using FlowKit.PostgreSql.Reading;
using FlowKit.PostgreSql.Saving;
using FlowKit.PostgreSql.Serving;
using FlowKit.Storing;
using Npgsql;

namespace FlowKit.PostgreSql.Sharing;

/// <summary>Whose executions are: a session takes what belongs to nobody, and ends those sessions first whose lease has run out.</summary>
internal sealed class Ownership(Server server, long session)
{
    /// <summary>An execution that changes hands all the time is looked at so often.</summary>
    private const int Looks = 20;

    private const string ActingName = "SELECT set_config('application_name', $1, false)";

    /// <exception cref="FlowException"><see cref="FlowErrorCodes.LeaseLost"/>.</exception>
    public ValueTask<IReadOnlyList<ExecutionHeader>> ClaimAsync(int limit, CancellationToken cancellationToken) =>
        server.DoAsync(limit, ClaimAsync, cancellationToken);

    /// <exception cref="FlowException"><see cref="FlowErrorCodes.LeaseLost"/>.</exception>
    public async ValueTask<long> FindAsync(string executionId, CancellationToken cancellationToken)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (await server.ReadAsync(executionId, FindAsync, cancellationToken).ConfigureAwait(false) is { } owner)
            {
                return owner;
            }

            await server.ReadAsync(executionId, TakeAsync, cancellationToken).ConfigureAwait(false);
        }

        throw new FlowException(FlowErrorCodes.StoreUnreachable, $"The execution '{executionId}' changes hands again and again; ask later.");
    }

    private async Task<IReadOnlyList<ExecutionHeader>> ClaimAsync(NpgsqlConnection connection, int limit, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        AddTakeOver(batch);

        // The owners that are not there any more are found by one look into the index for each, however many executions they have.
        var claim = batch.Add($"""
            WITH RECURSIVE owners AS (
              (SELECT owner FROM {server.Tables.Executions} WHERE open ORDER BY owner LIMIT 1)
              UNION ALL
              SELECT (SELECT e.owner FROM {server.Tables.Executions} e WHERE e.open AND e.owner > o.owner ORDER BY e.owner LIMIT 1)
              FROM owners o WHERE o.owner IS NOT NULL),
            gone AS MATERIALIZED (
              SELECT o.owner FROM owners o
              WHERE o.owner IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {server.Tables.Sessions} s WHERE s.number = o.owner)),
            free AS MATERIALIZED (
              SELECT e.no FROM gone g JOIN {server.Tables.Executions} e ON e.owner = g.owner
              WHERE e.open AND (e.owed OR e.due IS NOT NULL) LIMIT $2 FOR NO KEY UPDATE OF e SKIP LOCKED)
            UPDATE {server.Tables.Executions} e SET owner = $1 FROM free f WHERE e.no = f.no RETURNING {HeaderColumns.Of("e")}
            """);
        claim.Value(session);
        claim.Value((long)limit);
        var claimed = new List<ExecutionHeader>();
        var rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            do
            {
                while (rows.FieldCount > 1 && await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    claimed.Add(HeaderColumns.Read(rows, 0));
                }
            }
            while (await rows.NextResultAsync(cancellationToken).ConfigureAwait(false));
        }

        return claimed;
    }

    /// <summary>Whose it is; null when it belongs to nobody, or to a session whose lease has run out.</summary>
    private async Task<long?> FindAsync(NpgsqlConnection connection, string executionId, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            $"""
            SELECT e.owner, s.number = $2 OR s.expires > {server.Tables.Clock} FROM {server.Tables.Executions} e
            LEFT JOIN {server.Tables.Sessions} s ON s.number = e.owner WHERE e.id = $1
            """,
            connection);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Value(executionId);
        command.Parameters.Value(session);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            if (!await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            return !rows.IsDBNull(1) && rows.GetBoolean(1) ? rows.GetInt64(0) : null;
        }
    }

    private async Task<int> TakeAsync(NpgsqlConnection connection, string executionId, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        AddTakeOver(batch);

        // A value, and not a join: it is asked for again when another session was faster and the row has changed.
        var take = batch.Add($"""
            UPDATE {server.Tables.Executions} e SET owner = $1
            WHERE e.id = $2 AND (SELECT count(*) FROM {server.Tables.Sessions} s WHERE s.number = e.owner) = 0
            """);
        take.Value(session);
        take.Value(executionId);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends the sessions whose lease has run out; then nothing of them can be committed any more. A connection of theirs that stands still in
    /// the middle of a request, with the machine it belongs to, is cut: nobody can wait for it.
    /// </summary>
    private void AddTakeOver(NpgsqlBatch batch)
    {
        batch.Add(ActingName).Value(server.Names.ActorOf(session));
        var expired = $"number <> $1 AND expires <= {server.Tables.Clock}";
        var cut = batch.Add($"""
            SELECT count(pg_terminate_backend(a.pid)) FROM {server.Tables.Sessions} s
            JOIN pg_stat_activity a ON starts_with(a.application_name, $2 || s.number || '.')
            WHERE {expired} AND a.usename = current_user
            """);
        cut.Value(session);
        cut.Value(server.Names.ActorsOfAll);
        var end = batch.Add($"""
            WITH over AS (SELECT number FROM {server.Tables.Sessions} WHERE {expired} ORDER BY number FOR UPDATE),
            gone AS (DELETE FROM {server.Tables.Sessions} s USING over o WHERE s.number = o.number RETURNING s.number),
            unread AS (DELETE FROM {server.Tables.Messages} m USING gone g WHERE m.session = g.number)
            SELECT pg_notify($2, $3) FROM gone LIMIT 1
            """);
        end.Value(session);
        end.Value(server.Names.WorkChannel);
        end.Value(session.ToString(CultureInfo.InvariantCulture));
        batch.Add($"SELECT {server.Tables.Fence}($1, 0, 0)").Value(session);
    }
}
