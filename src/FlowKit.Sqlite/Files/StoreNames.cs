using FlowKit.Errors;

namespace FlowKit.Sqlite.Files;

/// <summary>
/// The names of the files of an open store. Files that have lost their names go on taking everything, and are gone with the process: nothing
/// is kept in them, and no connection opened beside them, which would make new ones.
/// </summary>
internal sealed class StoreNames(string path)
{
    private readonly string _log = path + "-wal";

    /// <exception cref="FlowException"><see cref="FlowErrorCodes.StoreUnreachable"/>.</exception>
    public void Check()
    {
        if (!File.Exists(path) || !File.Exists(_log))
        {
            throw new FlowException(
                FlowErrorCodes.StoreUnreachable,
                $"The store '{path}', or its '-wal' file, was removed or moved away while it is in use; nothing is kept now. " +
                "Put both back, or stop the process and restore the store from a backup.");
        }
    }
}
