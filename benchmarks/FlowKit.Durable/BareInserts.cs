using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace FlowKit.Durable;

/// <summary>
/// The floor of a server: one connection, one table with a key, nothing but prepared batches of inserts, as many as the engines made, each
/// of the same size.
/// </summary>
internal sealed class BareInserts : IFloor, IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private long _seq;

    private BareInserts(NpgsqlConnection connection) => _connection = connection;

    public static async ValueTask<BareInserts> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand(
            "DROP TABLE IF EXISTS bare; CREATE TABLE bare(execution bigint, version bigint, bytes bytea NOT NULL, PRIMARY KEY(execution, version))", connection);
        await create.ExecuteNonQueryAsync();
        return new(connection);
    }

    public async ValueTask<double> SecondsAsync(long commits, long rows, int bytes)
    {
        var (numbers, bodies) = (new List<long>(), new List<byte[]>());
        var body = new byte[bytes];
        await using var insert = new NpgsqlCommand("INSERT INTO bare SELECT e, e, b FROM unnest($1, $2) AS g(e, b)", _connection);
        insert.Parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = numbers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        insert.Parameters.Add(new NpgsqlParameter<List<byte[]>> { TypedValue = bodies, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        await insert.PrepareAsync();
        var clock = Stopwatch.StartNew();
        var written = 0L;
        for (var commit = 1; commit <= commits; commit++)
        {
            numbers.Clear();
            bodies.Clear();
            for (; written < rows * commit / commits; written++)
            {
                numbers.Add(++_seq);
                bodies.Add(body);
            }

            await insert.ExecuteNonQueryAsync();
        }

        return clock.Elapsed.TotalSeconds;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
