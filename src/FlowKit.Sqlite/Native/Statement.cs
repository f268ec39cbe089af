using System.Text;
using SQLitePCL;

namespace FlowKit.Sqlite.Native;

/// <summary>A prepared statement: bind from 1, step, read from 0, reset.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    private const int LargestOnStack = 512;

    /// <summary>The file it reads or writes.</summary>
    public string Path => database.Path;

    public Statement Bind(int index, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public Statement Bind(int index, long? value) => value is { } number ? Bind(index, number) : BindNull(index);

    public Statement Bind(int index, string? value)
    {
        if (value is null)
        {
            return BindNull(index);
        }

        if (value.Length == 0)
        {
            database.Check(raw.sqlite3_bind_text(handle, index, string.Empty));
            return this;
        }

        Span<byte> buffer = stackalloc byte[LargestOnStack];
        var bytes = Encoding.UTF8.TryGetBytes(value, buffer, out var count) ? buffer[..count] : Encoding.UTF8.GetBytes(value);
        database.Check(raw.sqlite3_bind_text(handle, index, bytes));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which would be taken for null.
        database.Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, index, 0) : raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    public Statement BindNull(int index)
    {
        database.Check(raw.sqlite3_bind_null(handle, index));
        return this;
    }

    /// <summary>Goes on to the next row; false after the last. A statement that fails is reset.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result == raw.SQLITE_DONE)
        {
            return false;
        }

        try
        {
            database.Check(result);
        }
        finally
        {
            Reset();
        }

        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public void Dispose() => database.Forget(handle);

    private bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;
}
