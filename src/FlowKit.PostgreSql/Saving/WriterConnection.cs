using FlowKit.PostgreSql.Serving;
using Npgsql;

namespace FlowKit.PostgreSql.Saving;

/// <summary>
/// The connection a writer has to itself. One that takes the place of another first makes sure that nothing the other one sent can still be
/// done: so what is found then is what there is.
/// </summary>
/// <param name="server">The database.</param>
/// <param name="session">Whose writer it is; 0 for a writer without a session.</param>
/// <param name="writer">The number of the writer in its session, from 1.</param>
internal sealed class WriterConnection(Server server, long session, int writer) : IAsyncDisposable
{
    /// <summary>
    /// Whatever a writer sends names rows by their keys, and is planned once in the life of a connection, often while the tables are still
    /// empty. A plan that reads a table whole would be right then, and cost more with every execution that is added.
    /// </summary>
    private const string ByKeysOnly = """
        SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off;
        SET enable_mergejoin = off; SET jit = off
        """;

    private NpgsqlConnection? _connection;
    private bool _isSuccessor;

    /// <summary>The number of this connection among those of the writer; the session accepts the last one only.</summary>
    public int Number { get; private set; }

    /// <summary>The connection; made anew after it was dropped. Throws what the driver throws.</summary>
    public async ValueTask<NpgsqlConnection> TakeAsync()
    {
        if (_connection is { } known)
        {
            return known;
        }

        await server.EnsureAsync(CancellationToken.None).ConfigureAwait(false);
        var name = server.Names.ActorOf(session, writer);
        var connection = await server.ConnectAloneAsync(name, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await SettleAsync(connection).ConfigureAwait(false);
            if (session != 0)
            {
                Number = await AttachAsync(connection, name).ConfigureAwait(false);
            }

            _isSuccessor = true;
            return _connection = connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets go of a connection that was lost, or whose state is not known.</summary>
    public async ValueTask DropAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => DropAsync();

    private static async Task SettleAsync(NpgsqlConnection connection)
    {
        var settings = new NpgsqlCommand(ByKeysOnly, connection);
        await using (settings.ConfigureAwait(false))
        {
            await settings.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private async Task<int> AttachAsync(NpgsqlConnection connection, string name)
    {
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        if (_isSuccessor)
        {
            batch.Add(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity " +
                "WHERE application_name = $1 AND usename = current_user AND pid <> pg_backend_pid()").Value(name);
        }

        // The lock waits for what the session is committing; then the number shuts out what comes late.
        batch.Add($"SELECT 0 FROM {server.Tables.Sessions} WHERE number = $1 FOR UPDATE").Value(session);
        var take = batch.Add($"UPDATE {server.Tables.Sessions} SET connections[$2] = connections[$2] + 1 WHERE number = $1 RETURNING connections[$2]");
        take.Value(session);
        take.Value(writer);
        var rows = await batch.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            int? number = null;
            do
            {
                while (await rows.ReadAsync().ConfigureAwait(false))
                {
                    number = rows.GetFieldType(0) == typeof(int) ? rows.GetInt32(0) : null;
                }
            }
            while (await rows.NextResultAsync().ConfigureAwait(false));
            return number is > 0 ? number.Value : throw Faults.LeaseLost(inDoubt: false);
        }
    }
}
