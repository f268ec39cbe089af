using FlowKit.Executions;
using FlowKit.Storing;
using SQLitePCL;

namespace FlowKit.Sqlite.Tests.Files;

public sealed class UpgradeTests : IDisposable
{
    /// <summary>A store as FlowKit laid it out and filled it when its schema had one step: a copy, so that no change of the library changes it.</summary>
    private const string FirstStep =
        """
        PRAGMA journal_mode = WAL;
        BEGIN;
        CREATE TABLE executions(
          no INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          flow TEXT NOT NULL,
          flow_version TEXT NOT NULL,
          status TEXT NOT NULL,
          business_key TEXT,
          started INTEGER NOT NULL,
          ended INTEGER,
          due INTEGER,
          owner INTEGER NOT NULL,
          open INTEGER NOT NULL,
          version INTEGER NOT NULL,
          head INTEGER NOT NULL);
        CREATE INDEX executions_started ON executions(started);
        CREATE INDEX executions_flow ON executions(flow, started);
        CREATE INDEX executions_status ON executions(status, started);
        CREATE INDEX executions_key ON executions(business_key, started) WHERE business_key IS NOT NULL;
        CREATE INDEX executions_open ON executions(no) WHERE open = 1;
        CREATE INDEX executions_finished ON executions(ended) WHERE open = 0;
        CREATE TABLE log(
          seq INTEGER PRIMARY KEY,
          execution INTEGER NOT NULL,
          version INTEGER NOT NULL,
          before INTEGER,
          bytes BLOB NOT NULL);
        CREATE TABLE log_mark(
          one INTEGER PRIMARY KEY CHECK (one = 1),
          seq INTEGER NOT NULL);
        INSERT INTO log_mark VALUES(1, 1);
        INSERT INTO executions VALUES(1, 'a', 'shop:order', 'v1', 'RUNNING', 'k1', 639028224000000000, NULL, 639028225000000000, 0, 1, 1, 1);
        INSERT INTO executions VALUES(2, 'b', 'shop:order', 'v1', 'SUCCEED', NULL, 639028224000000001, 639028225000000000, NULL, 0, 0, 1, 2);
        INSERT INTO log VALUES(1, 1, 1, NULL, CAST('start' AS BLOB));
        INSERT INTO log VALUES(2, 2, 1, NULL, CAST('other' AS BLOB));
        INSERT INTO log VALUES(3, 1, 2, 1, CAST('two' AS BLOB));
        PRAGMA application_id = 0x464C4F57;
        PRAGMA user_version = 1;
        COMMIT;
        """;

    private readonly StoreFolder _folder = new();

    [Fact]
    public async Task A_store_of_the_first_schema_is_brought_up_to_date_and_goes_on()
    {
        StoreFolder.Run(_folder.File, FirstStep);
        await using (var store = _folder.Open())
        {
            Assert.Equal("2: start two", await store.ShowAsync("a"));
            Assert.Equal("1: other", await store.ShowAsync("b"));
            var header = (await store.LoadAsync("a", default))!.Header;
            Assert.Equal(("k1", null, null, null), (header.BusinessKey, header.BusinessKeyType, header.Creator, header.ErrorCode));
            Assert.Equal(ExecutionStatus.Running, header.Status);
            Assert.Equal(["b", "a"], (await store.ListAsync(new(), default)).Executions.Select(found => found.ExecutionId));

            await store.KeepFlowAsync(new("shop:order", "v1", "text", IsForeign: true), default);
            Assert.True(await store.SaveAsync("a", 3, "three", header with { Status = ExecutionStatus.Failed, EndedAt = Some.Start, ErrorCode = "E1" }));
            Assert.True(await store.CreateAsync(Some.Header("c") with { Creator = "ann", BusinessKeyType = "order" }));
        }

        await using var again = _folder.Open();
        Assert.Equal("3: start two three", await again.ShowAsync("a"));
        Assert.Equal("a", (await again.ListAsync(new() { ErrorCode = "E1" }, default)).Executions.Single().ExecutionId);
        Assert.Equal("c", (await again.ListAsync(new() { Creator = "ann", BusinessKeyType = "order" }, default)).Executions.Single().ExecutionId);
        Assert.Equal(new FlowText("shop:order", "v1", "text", IsForeign: true), await again.FindFlowAsync("shop:order", "v1", default));
    }

    [Fact]
    public async Task A_store_that_was_brought_up_to_date_is_laid_out_like_a_new_one()
    {
        StoreFolder.Run(_folder.File, FirstStep);
        await _folder.Open().DisposeAsync();
        using var fresh = new StoreFolder();
        await fresh.Open().DisposeAsync();
        Assert.Equal(Layout(fresh.File), Layout(_folder.File));
    }

    [Fact]
    public async Task A_store_that_cannot_be_brought_up_to_date_stays_as_it_is()
    {
        StoreFolder.Run(_folder.File, FirstStep);
        StoreFolder.Run(_folder.File, "CREATE TABLE flows(x)");
        Assert.ThrowsAny<FlowKit.Errors.FlowException>(() => _folder.Open());
        Assert.Contains("user_version 1", Layout(_folder.File));
        StoreFolder.Run(_folder.File, "DROP TABLE flows");
        await using var store = _folder.Open();
        Assert.Equal("2: start two", await store.ShowAsync("a"));
    }

    [Fact]
    public async Task Texts_are_found_after_a_crash()
    {
        await using var store = _folder.Open();
        var text = new FlowText("shop:order", "v1", new string('x', 3_000_000), IsForeign: false);
        await store.KeepFlowAsync(text, default);
        using var crashed = _folder.AfterCrash();
        await using var again = crashed.Open();
        Assert.Equal(text, await again.FindFlowAsync("shop:order", "v1", default));
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> Layout(string path)
    {
        using var database = FlowKit.Sqlite.Native.Database.Open(path, raw.SQLITE_OPEN_READONLY, TimeSpan.Zero);
        var layout = new List<string> { $"user_version {database.Number("PRAGMA user_version")}" };
        using var rows = database.Prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
        while (rows.Step())
        {
            layout.Add(rows.TextOrNull(0)!);
        }

        return layout;
    }
}
