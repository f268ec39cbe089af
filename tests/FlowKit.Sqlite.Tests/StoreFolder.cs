namespace FlowKit.Sqlite.Tests;

/// <summary>A folder of a test's own for its store, gone with the test.</summary>
internal sealed class StoreFolder : IDisposable
{
    public StoreFolder() => Path = Directory.CreateTempSubdirectory("flowkit-sqlite-").FullName;

    public string Path { get; }

    public string File => System.IO.Path.Combine(Path, "flows.db");

    public string ConnectionString => $"Data Source={File}";

    public SqliteStateStore Open(SqliteStoreOptions? options = null, TimeProvider? time = null) =>
        SqliteStateStore.Open(ConnectionString, options, time);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
