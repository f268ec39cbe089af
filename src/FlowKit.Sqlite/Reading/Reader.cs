using FlowKit.Errors;
using FlowKit.Sqlite.Native;
using FlowKit.Sqlite.Saving;
using FlowKit.Sqlite.Tables;
using FlowKit.Storing;

namespace FlowKit.Sqlite.Reading;

/// <summary>A connection that reads while the writer writes. Used by one thread at a time.</summary>
internal sealed class Reader : IDisposable
{
    private readonly Statement _row;
    private readonly Statement _save;
    private readonly Heads _heads;

    public Reader(Database database, Heads heads)
    {
        Database = database;
        _heads = heads;
        _row = database.Prepare($"SELECT no, version, head, {HeaderColumns.Names} FROM executions WHERE id = ?");
        _save = database.Prepare("SELECT before, bytes, execution, version, sum FROM log WHERE seq = ?");
    }

    public Database Database { get; }

    /// <summary>An execution as it stood at one moment; null when its id is unknown.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.StoreDamaged"/>: saves are missing.</exception>
    public StoredExecution? Load(string id)
    {
        // Known first, looked up second: what was committed before is there to be read.
        var committed = _heads.Committed(id);
        Database.Execute("BEGIN");
        try
        {
            return _row.Bind(1, id).Step() ? Read(committed) : null;
        }
        finally
        {
            _row.Reset();
            _save.Reset();
            Database.Execute("COMMIT");
        }
    }

    public void Dispose()
    {
        _row.Dispose();
        _save.Dispose();
        Database.Dispose();
    }

    /// <summary>
    /// The row names saves that are there, but may be behind by those that changed no header. The head that was committed knows better, unless
    /// the row has overtaken it since, or the execution is another one of that id by now.
    /// </summary>
    private StoredExecution Read(Head? committed)
    {
        var (version, seq) = (_row.Long(1), _row.Long(2));
        if (committed is { } head && head.No == _row.Long(0) && head.Version > version)
        {
            (version, seq) = (head.Version, head.Seq);
        }

        var header = HeaderColumns.Read(_row, 3);
        return new(header, version, Saves(new(_row.Long(0), version, seq, IsOpen: true, IsAhead: false), header.ExecutionId));
    }

    /// <summary>The saves back to the last that stands alone, the oldest first.</summary>
    private List<ReadOnlyMemory<byte>> Saves(Head head, string id)
    {
        var saves = new List<ReadOnlyMemory<byte>>();
        var version = head.Version;
        for (long? seq = head.Seq; seq is { } place; version--)
        {
            if (!_save.Bind(1, place).Step() || _save.Long(2) != head.No || _save.Long(3) != version)
            {
                throw Damaged($"lacks saves of the execution '{id}'");
            }

            seq = _save.LongOrNull(0);
            var bytes = _save.Bytes(1);
            if (_save.LongOrNull(4) is { } sum && sum != LogSum.Of(place, head.No, version, seq, bytes))
            {
                throw Damaged($"has a damaged save of the execution '{id}'");
            }

            saves.Add(bytes);
            _save.Reset();
        }

        saves.Reverse();
        return saves;
    }

    private FlowException Damaged(string how) => new(
        FlowErrorCodes.StoreDamaged, $"The store '{Database.Path}' {how}. Remove it and its '-wal' file, and restore it from a backup; or have the store forget the execution (TryDeleteAsync).");
}
