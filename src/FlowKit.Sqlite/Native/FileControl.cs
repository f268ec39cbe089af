using System.Runtime.InteropServices;
using SQLitePCL;

namespace FlowKit.Sqlite.Native;

/// <summary>What SQLite is asked about the file of a connection, which its binding leaves out.</summary>
internal static class FileControl
{
    private const int HasMoved = 20;

    /// <summary>Whether the path of a connection names another file than the one it has open, or none; null where that is not known.</summary>
    public static bool? HasLostName(sqlite3 connection)
    {
        try
        {
            var result = Ask(connection, 0, HasMoved, out var moved);
            return result == raw.SQLITE_OK ? moved != 0 : null;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // SQLite is linked in another way here.
            return null;
        }
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int Ask(sqlite3 connection, nint schema, int operation, out int answer);
}
