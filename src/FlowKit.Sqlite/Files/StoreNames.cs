using FlowKit.Errors;
using FlowKit.Sqlite.Native;
using SQLitePCL;

namespace FlowKit.Sqlite.Files;

/// <summary>
/// The names of the files of an open store. Files that have lost their names go on taking everything, and are gone with the process: nothing
/// is kept in them, and no connection opened beside them. Windows lets nobody take the name of an open file away.
/// </summary>
internal sealed class StoreNames : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly StoreLock _held;

    // Nothing is read through these: they only know which files they have opened.
    private readonly List<Database> _files = [];
    private Database? _lock;

    /// <summary>Of a store whose files are there and open.</summary>
    public StoreNames(string path, StoreLock held)
    {
        (_path, _held) = (path, held);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            _files.Add(Open(path));
            _files.Add(Open(path + "-wal"));
            _lock = Open(held.Path);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Takes the lock again when its file was removed; nothing else can be mended.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.StoreUnreachable"/>, <see cref="FlowErrorCodes.StoreInUse"/>.</exception>
    public void Check()
    {
        lock (_gate)
        {
            if (_files.Exists(file => file.HasLostName()))
            {
                throw new FlowException(
                    FlowErrorCodes.StoreUnreachable,
                    $"The store '{_path}', or its '-wal' file, was removed or moved away while it is in use, or another file lies in its place; " +
                    "nothing is kept now. Put both back, or stop the process and restore the store from a backup.");
            }

            if (_lock?.HasLostName() == true)
            {
                _held.TakeAgain();
                _lock.Dispose();
                _lock = Open(_held.Path);
            }
        }
    }

    public void Dispose()
    {
        _files.ForEach(file => file.Dispose());
        _lock?.Dispose();
    }

    private static Database Open(string path) => Database.Open(path, raw.SQLITE_OPEN_READONLY, TimeSpan.Zero);
}
