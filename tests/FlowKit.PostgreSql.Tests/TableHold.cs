using Npgsql;

namespace FlowKit.PostgreSql.Tests;

/// <summary>Keeps the log from being written, as a long transaction of somebody else would.</summary>
internal sealed class TableHold : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private TableHold(NpgsqlConnection connection) => _connection = connection;

    public static async Task<TableHold> TakeAsync(Cluster cluster, Place place)
    {
        var connection = await cluster.ConnectAsync();
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {place.At}.log IN SHARE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return new(connection);
    }

    /// <summary>Returns when somebody waits for the log.</summary>
    public async Task WaitForWaiterAsync()
    {
        const string wait = """
            DO $$ BEGIN
              WHILE NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))) LOOP
                PERFORM pg_sleep(0.005), pg_stat_clear_snapshot();
              END LOOP;
            END $$
            """;
        await using var command = new NpgsqlCommand(wait, _connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
