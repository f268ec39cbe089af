using FlowKit.Errors;
using SQLitePCL;

namespace FlowKit.Sqlite.Native;

/// <summary>What SQLite refused to do, as the fault of a store.</summary>
internal sealed class SqliteFaultException : FlowException
{
    /// <summary>SQLITE_IOERR_SHMSIZE: the index of the write-ahead log has no room.</summary>
    private const int NoRoomForIndex = 4874;

    private readonly int _resultCode;

    private SqliteFaultException(int resultCode, string code, string message)
        : base(code, message) => _resultCode = resultCode;

    /// <summary>The fault lies in one statement's values, not in the file, the disk or another program.</summary>
    public bool IsOfOneStatement => _resultCode is raw.SQLITE_ERROR or raw.SQLITE_TOOBIG or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE;

    /// <summary>The fault with a code and words an operator can act on.</summary>
    /// <param name="extendedCode">SQLite's extended result code.</param>
    /// <param name="text">SQLite's own words.</param>
    /// <param name="path">The file.</param>
    public static SqliteFaultException Of(int extendedCode, string text, string path)
    {
        var resultCode = extendedCode & 0xFF;
        var (code, message, cure) = resultCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (FlowErrorCodes.StoreInUse, "is locked by another program", "Close that program, or let it finish."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (FlowErrorCodes.StoreDamaged, "is damaged", "Remove it and its '-wal' file, and restore it from a backup."),
            _ when resultCode == raw.SQLITE_FULL || extendedCode == NoRoomForIndex => (FlowErrorCodes.StoreFull, "has no room left", "Free room on the disk."),
            _ => (FlowErrorCodes.StoreUnreachable, "cannot be read or written", "Check the path, the rights of this process, and the disk."),
        };
        return new(resultCode, code, $"The store '{path}' {message}: {text} (SQLite {extendedCode}). {cure}");
    }
}
