using FlowKit.Errors;
using FlowKit.Sqlite.Native;
using FlowKit.Sqlite.Saving;
using FlowKit.Sqlite.Tables;
using FlowKit.Storing;

namespace FlowKit.Sqlite.Reading;

/// <summary>A connection that reads while the writer writes. Used by one thread at a time.</summary>
internal sealed class Reader : IDisposable
{
    /// <summary>Looks at an execution that goes on meanwhile; giving way between them takes them over a second.</summary>
    private const int Attempts = 1000;

    private readonly Statement _row;
    private readonly Statement _save;
    private readonly Heads _heads;

    public Reader(Database database, Heads heads)
    {
        Database = database;
        _heads = heads;
        _row = database.Prepare($"SELECT version, head, {HeaderColumns.Names} FROM executions WHERE id = ?");
        _save = database.Prepare("SELECT before, bytes FROM log WHERE seq = ?");
    }

    public Database Database { get; }

    /// <summary>An execution as it stood at one moment; null when its id is unknown.</summary>
    public StoredExecution? Load(string id)
    {
        var giveWay = default(SpinWait);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // Known first, looked up second: what was committed before is there to be read.
            var committed = _heads.Committed(id);
            Database.Execute("BEGIN");
            try
            {
                if (TryLoad(id, committed, out var stored))
                {
                    return stored;
                }
            }
            finally
            {
                _row.Reset();
                _save.Reset();
                Database.Execute("COMMIT");
            }

            // The writer has replaced the saves and not told the new head yet: it needs the thread more than this reader does.
            giveWay.SpinOnce();
        }

        throw new FlowException(FlowErrorCodes.StoreDamaged, $"The store '{Database.Path}' lacks saves of the execution '{id}'.");
    }

    public void Dispose()
    {
        _row.Dispose();
        _save.Dispose();
        Database.Dispose();
    }

    /// <summary>False when the execution went on in between, and what the head named is gone.</summary>
    private bool TryLoad(string id, Head? committed, out StoredExecution? stored)
    {
        stored = null;
        if (!_row.Bind(1, id).Step())
        {
            return true;
        }

        var (version, seq) = (_row.Long(0), _row.Long(1));
        if (committed is { } head && head.Version > version)
        {
            (version, seq) = (head.Version, head.Seq);
        }

        var header = HeaderColumns.Read(_row, 2);
        if (Saves(seq) is not { } saves)
        {
            return false;
        }

        stored = new(header, version, saves);
        return true;
    }

    /// <summary>The saves back to the last that stands alone, the oldest first; null when one is gone.</summary>
    private List<ReadOnlyMemory<byte>>? Saves(long head)
    {
        var saves = new List<ReadOnlyMemory<byte>>();
        for (long? seq = head; seq is { } place;)
        {
            if (!_save.Bind(1, place).Step())
            {
                return null;
            }

            seq = _save.LongOrNull(0);
            saves.Add(_save.Bytes(1));
            _save.Reset();
        }

        saves.Reverse();
        return saves;
    }
}
