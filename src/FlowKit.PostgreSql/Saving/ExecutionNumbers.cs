using FlowKit.PostgreSql.Schema;
using Npgsql;

namespace FlowKit.PostgreSql.Saving;

/// <summary>Numbers for new executions, taken from the server many at a time. A number is given once; some are never used.</summary>
internal sealed class ExecutionNumbers(SchemaTables at)
{
    private long _next;
    private int _left;

    /// <summary>Makes sure that so many can be given.</summary>
    public async ValueTask ReserveAsync(NpgsqlConnection connection, int count)
    {
        // What is left of the block before is dropped: blocks do not follow each other.
        if (_left >= count)
        {
            return;
        }

        var command = new NpgsqlCommand("SELECT nextval($1::regclass)", connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Value(at.ExecutionNumbers);
            _next = (long)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
            _left = SchemaScript.NumbersAtOnce;
        }
    }

    public long Next()
    {
        _left--;
        return _next++;
    }
}
