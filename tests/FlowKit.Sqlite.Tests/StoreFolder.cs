using SQLitePCL;

namespace FlowKit.Sqlite.Tests;

/// <summary>A folder of a test's own for its store, gone with the test.</summary>
internal sealed class StoreFolder : IDisposable
{
    public StoreFolder(string? path = null) => Path = path ?? Directory.CreateTempSubdirectory("flowkit-sqlite-").FullName;

    public string Path { get; }

    public string File => System.IO.Path.Combine(Path, "flows.db");

    public string ConnectionString => $"Data Source={File}";

    public SqliteStateStore Open(SqliteStoreOptions? options = null, TimeProvider? time = null) =>
        SqliteStateStore.Open(ConnectionString, options, time ?? new StillTime(Some.Start.AddDays(1)));

    /// <summary>What would be on disk if the process ended now: a copy of the file and its log, without the lock.</summary>
    public StoreFolder AfterCrash()
    {
        var copy = new StoreFolder();
        System.IO.File.Copy(File, copy.File);
        System.IO.File.Copy(File + "-wal", copy.File + "-wal");
        return copy;
    }

    /// <summary>Works on the file as another program would.</summary>
    public static sqlite3 OpenForeign(string path)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(path, out var database));
        return database;
    }

    public static void Run(sqlite3 database, string sql) => Assert.Equal((raw.SQLITE_OK, sql), (raw.sqlite3_exec(database, sql), sql));

    public static void Run(string path, string sql)
    {
        using var database = OpenForeign(path);
        Run(database, sql);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
