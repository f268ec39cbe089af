using FlowKit.Errors;
using FlowKit.Sqlite.Native;
using SQLitePCL;

namespace FlowKit.Sqlite.Files;

/// <summary>Opens a store for its one writer: looks at the file, lays it out or brings its schema up to date, and turns on the write-ahead log.</summary>
internal static class StoreOpening
{
    private const int LargestIdleLog = 64 * 1024 * 1024;
    private const int CacheKibibytes = 16 * 1024;
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(2);

    /// <exception cref="FlowException">Any of the codes of stores; the file was not changed.</exception>
    public static Database Open(string path, bool exists, SqliteStoreOptions options)
    {
        if (exists)
        {
            WriteAheadLog.Check(path, options.Flush == SqliteFlush.EveryCommit);
        }

        var hasLog = File.Exists(path + "-wal");
        var database = Database.Open(path, raw.SQLITE_OPEN_READWRITE | (exists ? 0 : raw.SQLITE_OPEN_CREATE), BusyTimeout);
        try
        {
            // A file that is refused stays as it is, its write-ahead log too; without one, none is left behind.
            database.CheckpointOnClose(!hasLog);
            RefuseReadOnly(database);
            if (exists)
            {
                Check(database, options);
            }

            Upgrade(database);
            Tune(database, options);
            database.CheckpointOnClose(true);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // SQLite opens what it may not write, and says so at the first write.
    private static void RefuseReadOnly(Database database)
    {
        if (database.IsReadOnly)
        {
            throw new FlowException(
                FlowErrorCodes.StoreUnreachable,
                $"The store '{database.Path}' cannot be written: the file is read-only for this process. Give it the right to write, there and in the folder.");
        }
    }

    private static void Check(Database database, SqliteStoreOptions options)
    {
        var version = database.Number("PRAGMA user_version");
        FileHead.RefuseNewer(database.Path, version);
        if (version < 1)
        {
            throw Damaged(database, $"schema {version} is none");
        }

        if (new FileInfo(database.Path).Length <= options.CheckedBytes && database.Text("PRAGMA integrity_check(1)") is var found && found != "ok")
        {
            throw Damaged(database, found);
        }
    }

    private static FlowException Damaged(Database database, string how) => new(
        FlowErrorCodes.StoreDamaged, $"The store '{database.Path}' is damaged: {how}. It was not changed. Remove it and its '-wal' file, and restore it from a backup.");

    /// <summary>Brings an empty file, or an older schema, to the present one, in one transaction.</summary>
    private static void Upgrade(Database database)
    {
        var version = (int)database.Number("PRAGMA user_version");
        if (version == SchemaScript.Version)
        {
            return;
        }

        database.Execute("BEGIN IMMEDIATE");
        foreach (var step in SchemaScript.Steps.Skip(version))
        {
            database.Execute(step);
        }

        database.Execute(SchemaScript.Marks);
        database.Execute("COMMIT");
    }

    private static void Tune(Database database, SqliteStoreOptions options)
    {
        if (database.Text("PRAGMA journal_mode = WAL") != "wal")
        {
            throw new FlowException(
                FlowErrorCodes.StoreUnreachable, $"The store '{database.Path}' lies on a file system that cannot keep a write-ahead log.");
        }

        database.Execute(options.Flush == SqliteFlush.EveryCommit ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        database.Execute($"PRAGMA wal_autocheckpoint = {options.CheckpointPages}");
        database.Execute($"PRAGMA journal_size_limit = {LargestIdleLog}");
        database.Execute($"PRAGMA cache_size = -{CacheKibibytes}");
        if (options.LargestPages > 0)
        {
            database.Execute($"PRAGMA max_page_count = {options.LargestPages}");
        }
    }
}
