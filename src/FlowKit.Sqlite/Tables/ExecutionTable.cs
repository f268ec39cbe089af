using FlowKit.Sqlite.Native;
using FlowKit.Storing;

namespace FlowKit.Sqlite.Tables;

/// <summary>
/// The headers, a row each, and where the log of each execution ended when its row was last written: behind by the saves that changed no
/// header since.
/// </summary>
internal sealed class ExecutionTable(Database database) : IDisposable
{
    private readonly Statement _add = database.Prepare(
        $"""
        INSERT INTO executions({HeaderColumns.Names}, open, no, version, head)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(id) DO NOTHING
        """);

    // The indexes on what never changes in the life of an execution are left alone.
    private readonly Statement _change = database.Prepare(
        """
        UPDATE executions SET status = ?4, ended = ?7, due = ?8, owner = ?9, error_code = ?12, open = ?13, version = ?15, head = ?16
        WHERE no = ?14 AND id = ?1 AND flow = ?2 AND flow_version = ?3 AND business_key IS ?5 AND started = ?6
          AND business_key_type IS ?10 AND creator IS ?11
        """);

    private readonly Statement _replace = database.Prepare(
        """
        UPDATE executions SET
          id = ?1, flow = ?2, flow_version = ?3, status = ?4, business_key = ?5, started = ?6, ended = ?7, due = ?8, owner = ?9,
          business_key_type = ?10, creator = ?11, error_code = ?12, open = ?13, version = ?15, head = ?16
        WHERE no = ?14
        """);

    private readonly Statement _find = database.Prepare("SELECT no, version, head, open FROM executions WHERE id = ?");
    private readonly Statement _move = database.Prepare("UPDATE executions SET version = ?2, head = ?3 WHERE no = ?1");
    private readonly Statement _remove = database.Prepare("DELETE FROM executions WHERE no = ?");
    private readonly Statement _finished = database.Prepare(
        "SELECT id, COALESCE(ended, started) FROM executions INDEXED BY executions_finished WHERE open = 0 ORDER BY ended LIMIT ?");

    /// <summary>Adds an execution; false when its id is known.</summary>
    public bool TryAdd(ExecutionHeader header, Head head)
    {
        Bind(_add, header, head).Run();
        return database.Changes > 0;
    }

    /// <summary>Writes a header over the one before.</summary>
    public void Change(ExecutionHeader header, Head head)
    {
        Bind(_change, header, head).Run();
        if (database.Changes == 0)
        {
            Bind(_replace, header, head).Run();
        }
    }

    /// <summary>Where the row says the log of an execution ends; null when its id is unknown.</summary>
    public Head? Find(string id)
    {
        _find.Bind(1, id);
        Head? head = _find.Step() ? new(_find.Long(0), _find.Long(1), _find.Long(2), _find.Long(3) != 0, IsAhead: false) : null;
        _find.Reset();
        return head;
    }

    /// <summary>Brings a row up with the log.</summary>
    public void Move(long no, long version, long seq) => _move.Bind(1, no).Bind(2, version).Bind(3, seq).Run();

    public void Remove(long no) => _remove.Bind(1, no).Run();

    /// <summary>The finished executions that ended first, and when.</summary>
    public List<(string Id, long EndedAt)> FirstFinished(int count)
    {
        var found = new List<(string, long)>();
        _finished.Bind(1, count);
        while (_finished.Step())
        {
            found.Add((_finished.TextOrNull(0)!, _finished.Long(1)));
        }

        _finished.Reset();
        return found;
    }

    public void Dispose()
    {
        _add.Dispose();
        _change.Dispose();
        _replace.Dispose();
        _find.Dispose();
        _move.Dispose();
        _remove.Dispose();
        _finished.Dispose();
    }

    private static Statement Bind(Statement statement, ExecutionHeader header, Head head) =>
        HeaderColumns.Bind(statement, 1, header)
            .Bind(HeaderColumns.Bound + 1, head.No).Bind(HeaderColumns.Bound + 2, head.Version).Bind(HeaderColumns.Bound + 3, head.Seq);
}
