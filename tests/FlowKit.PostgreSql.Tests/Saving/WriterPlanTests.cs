using FlowKit.PostgreSql.Saving;
using FlowKit.PostgreSql.Serving;
using Npgsql;

namespace FlowKit.PostgreSql.Tests.Saving;

/// <summary>What a save costs does not grow with the table: the server goes by keys, also where it plans while the tables are empty.</summary>
[Collection(OneCluster.Name)]
public sealed class WriterPlanTests(Cluster cluster)
{
    private static readonly string[] ReadsWhole = ["Seq Scan", "Bitmap", "Hash", "hashed", "Merge"];
    private readonly Place _place = new(cluster);

    [PostgreSqlFact]
    public async Task Every_command_of_a_writer_goes_by_keys()
    {
        await using var server = new Server(cluster.Address, new() { Schema = _place.Schema }, TimeProvider.System);
        await using var writer = new WriterConnection(server, session: 0, writer: 1);
        var connection = await writer.TakeAsync();
        foreach (var command in Commands(server))
        {
            var plan = await ExplainAsync(connection, command);
            Assert.All(ReadsWhole, word => Assert.DoesNotContain(word, plan, StringComparison.Ordinal));
        }
    }

    private static List<NpgsqlBatchCommand> Commands(Server server)
    {
        var group = new GroupBatch(server.Tables, owner: 1);
        group.Add(Request(WriteKind.Create, 1));
        group.Add(Request(WriteKind.Save, 2));
        group.Add(Request(WriteKind.Delete, 3));
        using var batch = new NpgsqlBatch();
        group.Fill(batch);
        new Lookup(server.Tables, holds: true).Fill(batch);
        Assert.Equal(8, batch.BatchCommands.Count);
        return [.. batch.BatchCommands.Cast<NpgsqlBatchCommand>()];
    }

    private static WriteRequest Request(WriteKind kind, long version)
    {
        var request = new WriteRequest(new(kept: 0, static pool => new(pool)));
        _ = request.Ask(kind, new("a", version, Some.Header("a"), version > 1, "state"u8.ToArray()), 0).AsTask();
        return request;
    }

    private static async Task<string> ExplainAsync(NpgsqlConnection connection, NpgsqlBatchCommand command)
    {
        await using var explain = new NpgsqlCommand("EXPLAIN " + command.CommandText, connection);
        foreach (var parameter in command.Parameters.Cast<NpgsqlParameter>())
        {
            explain.Parameters.Add(parameter.Clone());
        }

        await using var rows = await explain.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
