using FlowKit.PostgreSql.Schema;
using Npgsql;
using NpgsqlTypes;

namespace FlowKit.PostgreSql.Saving;

/// <summary>Looks up where executions stand. Outside a session it also keeps everybody else from changing them until the transaction ends.</summary>
internal sealed class Lookup
{
    private readonly NpgsqlBatchCommand? _hold;
    private readonly NpgsqlBatchCommand _find;
    private readonly NpgsqlParameter<bool> _withSave;
    private readonly List<string?> _ids = [];
    private readonly Dictionary<string, Found> _found = new(StringComparer.Ordinal);

    public Lookup(SchemaTables at, bool holds)
    {
        if (holds)
        {
            _hold = new($"SELECT 0 FROM {at.Executions} WHERE id = ANY($1) ORDER BY no FOR NO KEY UPDATE");
            _hold.Texts(_ids);
        }

        // A command of its own: it must see what was committed while the lock was waited for.
        _find = new($"""
            SELECT e.id, e.no, l.version, COALESCE(s.number, 0), CASE WHEN $2 THEN l.bytes END
            FROM {at.Executions} e
            LEFT JOIN {at.Sessions} s ON s.number = e.owner
            CROSS JOIN LATERAL (SELECT version, bytes FROM {at.Log} WHERE execution = e.no ORDER BY version DESC LIMIT 1) l
            WHERE e.id = ANY($1)
            """);
        _find.Texts(_ids);
        _withSave = _find.Parameters.Value(false);
        _withSave.NpgsqlDbType = NpgsqlDbType.Boolean;
    }

    /// <summary>Those of the ids that are known.</summary>
    public async ValueTask<Dictionary<string, Found>> FindAsync(NpgsqlConnection connection, IEnumerable<WriteRequest> requests, bool withSaves)
    {
        _found.Clear();
        _ids.Clear();
        _ids.AddRange(requests.Select(request => request.ExecutionId));
        if (_ids.Count == 0)
        {
            return _found;
        }

        _withSave.TypedValue = withSaves;
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        Fill(batch);
        var rows = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            if (_hold is not null)
            {
                await rows.NextResultAsync().ConfigureAwait(false);
            }

            await ReadAsync(rows).ConfigureAwait(false);
        }

        return _found;
    }

    /// <summary>Puts the commands into a batch.</summary>
    public void Fill(NpgsqlBatch batch)
    {
        if (_hold is not null)
        {
            batch.BatchCommands.Add(_hold);
        }

        batch.BatchCommands.Add(_find);
    }

    private async Task ReadAsync(NpgsqlDataReader rows)
    {
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            var save = rows.IsDBNull(4) ? null : rows.GetFieldValue<byte[]>(4);
            _found[rows.GetString(0)] = new(new(rows.GetInt64(1), rows.GetInt64(2)), rows.GetInt64(3), save);
        }
    }
}
