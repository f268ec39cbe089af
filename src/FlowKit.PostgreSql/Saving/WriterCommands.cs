using FlowKit.PostgreSql.Schema;
using Npgsql;

namespace FlowKit.PostgreSql.Saving;

/// <summary>The commands of one connection, which the server prepares once. They are of no use on another one.</summary>
internal sealed class WriterCommands
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatchCommand? _fence;

    /// <param name="connection">The connection.</param>
    /// <param name="at">The tables.</param>
    /// <param name="session">Whose commands they are; 0 for those of nobody.</param>
    /// <param name="writer">The number of the writer in its session.</param>
    /// <param name="number">The number of the connection among those of the writer.</param>
    public WriterCommands(NpgsqlConnection connection, SchemaTables at, long session, int writer, int number)
    {
        _connection = connection;
        Lookup = new(at, holds: session == 0);
        Group = new(at, session);
        if (session != 0)
        {
            _fence = new($"SELECT {at.Fence}($1, $2, $3)");
            _fence.Parameters.Value(session);
            _fence.Parameters.Value(writer);
            _fence.Parameters.Value(number);
        }
    }

    public Lookup Lookup { get; }

    public GroupBatch Group { get; }

    public bool AreOf(NpgsqlConnection connection) => _connection == connection;

    /// <summary>Writes what is in the group, behind the fence of a session; gives the numbers of the executions whose headers were taken.</summary>
    public async ValueTask ExecuteAsync(HashSet<long> taken)
    {
        taken.Clear();
        var batch = new NpgsqlBatch(_connection);
        await using var disposing = batch.ConfigureAwait(false);
        if (_fence is not null)
        {
            batch.BatchCommands.Add(_fence);
        }

        Group.Fill(batch);
        var rows = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            do
            {
                while (await rows.ReadAsync().ConfigureAwait(false))
                {
                    taken.Add(rows.GetInt64(0));
                }
            }
            while (await rows.NextResultAsync().ConfigureAwait(false));
        }
    }
}
