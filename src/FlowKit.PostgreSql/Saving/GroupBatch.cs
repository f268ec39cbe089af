using FlowKit.PostgreSql.Schema;
using Npgsql;

namespace FlowKit.PostgreSql.Saving;

/// <summary>
/// What a group writes, as commands that travel together: new executions, headers that changed, saves, and what snapshots and deletions
/// take away. A command nobody needs stays at home.
/// </summary>
internal sealed class GroupBatch
{
    private readonly HeaderRows _new;
    private readonly HeaderRows _changed;
    private readonly LogRows _log;
    private readonly NpgsqlBatchCommand _replaced;
    private readonly List<long> _replacedNumbers;
    private readonly List<long> _replacedVersions;
    private readonly NpgsqlBatchCommand _delete;
    private readonly NpgsqlBatchCommand _deleteLog;
    private readonly List<long> _deleted;

    /// <param name="at">The tables.</param>
    /// <param name="owner">The session that new executions belong to; 0 for nobody.</param>
    public GroupBatch(SchemaTables at, long owner)
    {
        _new = HeaderRows.New(at, owner);
        _changed = HeaderRows.Changed(at);
        _log = new(at);
        _replaced = new($"DELETE FROM {at.Log} l USING unnest($1, $2) AS g(no, version) WHERE l.execution = g.no AND l.version < g.version");
        _replacedNumbers = _replaced.Longs();
        _replacedVersions = _replaced.Longs();
        _delete = new($"DELETE FROM {at.Executions} WHERE no = ANY($1) RETURNING no");
        _deleted = _delete.Longs();
        _deleteLog = new($"DELETE FROM {at.Log} WHERE execution = ANY($1)");
        _deleteLog.Longs(_deleted);
    }

    public bool IsEmpty => _log.Count + _deleted.Count == 0;

    /// <summary>Takes a request whose execution's number is known.</summary>
    public void Add(WriteRequest request)
    {
        if (request.Kind == WriteKind.Delete)
        {
            _deleted.Add(request.No);
            return;
        }

        _log.Add(request);
        if (request.Header is { } header)
        {
            (request.Kind == WriteKind.Create ? _new : _changed).Add(request.No, header);
        }

        if (request is { IsSnapshot: true, Kind: WriteKind.Save })
        {
            _replacedNumbers.Add(request.No);
            _replacedVersions.Add(request.Version);
        }
    }

    /// <summary>Puts the commands there is something for behind those that are in the batch already.</summary>
    public void Fill(NpgsqlBatch batch)
    {
        AddIf(batch, _new.Command, _new.Count);
        AddIf(batch, _changed.Command, _changed.Count);
        AddIf(batch, _log.Command, _log.Count);
        AddIf(batch, _replaced, _replacedNumbers.Count);
        AddIf(batch, _delete, _deleted.Count);
        AddIf(batch, _deleteLog, _deleted.Count);
    }

    public void Clear()
    {
        _new.Clear();
        _changed.Clear();
        _log.Clear();
        _replacedNumbers.Clear();
        _replacedVersions.Clear();
        _deleted.Clear();
    }

    private static void AddIf(NpgsqlBatch batch, NpgsqlBatchCommand command, int count)
    {
        if (count > 0)
        {
            batch.BatchCommands.Add(command);
        }
    }
}
