using SQLitePCL;

namespace FlowKit.Sqlite.Native;

/// <summary>A connection to one file. Used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private const int NoCheckpointOnClose = 1006;
    private readonly sqlite3 _handle;
    private readonly HashSet<sqlite3_stmt> _statements = [];

    private Database(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    public string Path { get; }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>The file cannot be written.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(_handle, "main") != 0;

    /// <summary>How many rows the last statement inserted, updated or deleted.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Opens a file, which is made if the flags say so.</summary>
    /// <exception cref="SqliteFaultException">It cannot be opened.</exception>
    public static Database Open(string path, int flags, TimeSpan busyTimeout)
    {
        Batteries_V2.Init();
        var result = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(handle, path);
        if (result != raw.SQLITE_OK)
        {
            var fault = SqliteFaultException.Of(result, raw.sqlite3_errstr(result).utf8_to_string(), path);
            database.Dispose();
            throw fault;
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
        return database;
    }

    /// <summary>Runs statements that give no rows, or whose rows nobody wants.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        _statements.Add(statement);
        return new(this, statement);
    }

    /// <summary>Lets go of a statement.</summary>
    public void Forget(sqlite3_stmt statement)
    {
        _statements.Remove(statement);
        statement.Dispose();
    }

    /// <summary>The first column of the first row, as a number.</summary>
    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <summary>The first column of the first row, as text.</summary>
    public string Text(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.TextOrNull(0) ?? string.Empty : string.Empty;
    }

    /// <summary>Whether what is still in the write-ahead log is moved into the file when this connection is closed.</summary>
    public void CheckpointOnClose(bool checkpoint) => Check(raw.sqlite3_db_config(_handle, NoCheckpointOnClose, checkpoint ? 0 : 1, out _));

    /// <summary>Whether the path names another file by now than the one that was opened, or none.</summary>
    public bool HasLostName() => FileControl.HasLostName(_handle) ?? !File.Exists(Path);

    /// <summary>Ends the statement that runs, from any thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_handle);

    public void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw SqliteFaultException.Of(raw.sqlite3_extended_errcode(_handle), raw.sqlite3_errmsg(_handle).utf8_to_string(), Path);
        }
    }

    // A statement that is left would keep the file open until the garbage is collected.
    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _handle.Dispose();
    }
}
