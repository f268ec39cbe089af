using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Sqlite.Tests.Reading;

public sealed class ReadingTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task An_execution_is_read_as_it_stood_at_one_moment_while_it_goes_on(int snapshotEvery)
    {
        const int Versions = 1_500;
        await using var store = _folder.Open(new() { Flush = SqliteFlush.AtCheckpoints });
        await store.CreateAsync(Some.Header("a"), "1");
        var ended = false;
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var last = 0L;
            while (!Volatile.Read(ref ended))
            {
                last = await ReadsWholeAsync(store, last, snapshotEvery);
            }
        })).ToArray();

        // Some saves replace those before, every third has a header that says which version it belongs to.
        for (var version = 2; version <= Versions; version++)
        {
            var header = version % 3 == 0 ? Some.Header("a") with { NextDue = Some.Start.AddMinutes(version) } : null;
            Assert.True(await store.SaveAsync("a", version, $"{version}", header, snapshot: version % snapshotEvery == 0));
        }

        Volatile.Write(ref ended, true);
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task An_execution_that_is_deleted_and_made_anew_all_the_while_is_read_as_one_of_them_or_none()
    {
        await using var store = _folder.Open(new() { Flush = SqliteFlush.AtCheckpoints });
        var ended = false;
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref ended))
            {
                Assert.Contains(await store.ShowAsync("a"), (string?[])[null, "1: start", "2: start two", "3: three"]);
            }
        })).ToArray();
        for (var round = 0; round < 400; round++)
        {
            Assert.True(await store.CreateAsync(Some.Header("a")));
            Assert.True(await store.SaveAsync("a", 2, "two"));
            Assert.True(round % 2 == 0 || await store.SaveAsync("a", 3, "three", snapshot: true));
            Assert.True(await store.TryDeleteAsync("a", default));
        }

        Volatile.Write(ref ended, true);
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task A_list_reads_no_more_than_its_page()
    {
        await using var store = _folder.Open();
        await store.CreateAsync(Some.Header("a") with { BusinessKey = "k" });
        foreach (var flow in (string?[])[null, "shop:order"])
        {
            foreach (var status in (ExecutionStatus?[])[null, ExecutionStatus.Running, ExecutionStatus.Succeed])
            {
                for (var others = 0; others < 64; others++)
                {
                    AssertReadsByIndex(Query(others) with { Flow = flow, Status = status });
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("1.2.3")]
    [InlineData("-1.2")]
    public async Task A_cursor_that_the_store_did_not_give_is_refused(string cursor)
    {
        await using var store = _folder.Open();
        var fault = await Assert.ThrowsAsync<FlowException>(async () => await store.ListAsync(new() { Cursor = cursor }, default));
        Assert.Equal(FlowErrorCodes.CursorInvalid, fault.Code);
    }

    [Fact]
    public async Task A_backup_is_a_store_as_it_stood_while_executions_went_on()
    {
        await using var store = _folder.Open();
        for (var i = 0; i < 50; i++)
        {
            await store.CreateAsync(Some.Header($"e{i}"));
        }

        var more = Enumerable.Range(0, 200).Select(i => store.SaveAsync($"e{i % 50}", 2 + (i / 50), "more").AsTask()).ToArray();
        using var backup = new StoreFolder();
        File.WriteAllText(backup.File, "an older backup");
        await store.BackUpAsync(backup.File);
        await Task.WhenAll(more);

        await using var copy = backup.Open();
        Assert.Equal(50, (await copy.OpenIdsAsync()).Count);
        for (var i = 0; i < 50; i++)
        {
            Assert.StartsWith("start", (await copy.ShowAsync($"e{i}"))![3..], StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Directory.GetFiles(backup.Path), file => file.EndsWith("-unfinished", StringComparison.Ordinal));
    }

    // Its log would be written into the backup.
    [Fact]
    public async Task A_backup_takes_the_place_of_another_and_of_its_log()
    {
        using var other = new StoreFolder();
        await using var first = other.Open();
        for (var i = 0; i < 50; i++)
        {
            await first.CreateAsync(Some.Header($"old{i}"));
        }

        await using var store = _folder.Open();
        await store.CreateAsync(Some.Header("new"));
        var fault = await Assert.ThrowsAsync<FlowException>(async () => await store.BackUpAsync(other.File));
        Assert.Equal(FlowErrorCodes.StoreInUse, fault.Code);

        using var crashed = other.AfterCrash();
        await store.BackUpAsync(crashed.File);
        await using var restored = crashed.Open();
        Assert.Equal(["new"], await restored.OpenIdsAsync());
    }

    [Fact]
    public async Task A_backup_that_cannot_be_written_is_told_and_leaves_nothing()
    {
        await using var store = _folder.Open();
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.BackUpAsync(_folder.File));
        var fault = await Assert.ThrowsAnyAsync<FlowException>(async () => await store.BackUpAsync(Path.Combine(_folder.Path, "none", "copy.db")));
        Assert.Equal(FlowErrorCodes.StoreUnreachable, fault.Code);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.BackUpAsync(Path.Combine(_folder.Path, "copy.db"), cancelled.Token));
        Assert.Empty(Directory.GetFiles(_folder.Path, "copy*"));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<long> ReadsWholeAsync(SqliteStateStore store, long last, int snapshotEvery)
    {
        var stored = (await store.LoadAsync("a", default))!;
        var versions = stored.Saves.Select(save => int.Parse(save.Span, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(stored.Version, versions[^1]);
        Assert.Equal(Enumerable.Range(versions[0], versions.Length), versions);
        Assert.True(versions[0] == 1 || versions[0] % snapshotEvery == 0);
        Assert.True(stored.Version >= last);
        Assert.Equal(stored.Version / 3 * 3, stored.Header.NextDue is { } due ? (long)(due - Some.Start).TotalMinutes : 0);
        return stored.Version;
    }

    private static ExecutionQuery Query(int filters) => new()
    {
        BusinessKey = (filters & 1) == 0 ? null : "k",
        BusinessKeyType = (filters & 2) == 0 ? null : "order",
        Creator = (filters & 4) == 0 ? null : "ann",
        ErrorCode = (filters & 8) == 0 ? null : "E1",
        StartedFrom = (filters & 16) == 0 ? null : Some.Start,
        OldestFirst = (filters & 32) == 0,
    };

    private void AssertReadsByIndex(ExecutionQuery query)
    {
        var plan = Plan(query);
        Assert.Contains("USING INDEX", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        Assert.True(query == new ExecutionQuery() || plan.StartsWith("SEARCH", StringComparison.Ordinal), plan);
    }

    private string Plan(ExecutionQuery query)
    {
        using var database = FlowKit.Sqlite.Native.Database.Open(_folder.File, SQLitePCL.raw.SQLITE_OPEN_READONLY, TimeSpan.Zero);
        using var rows = database.Prepare($"EXPLAIN QUERY PLAN {FlowKit.Sqlite.Reading.Listing.Sql(query)}");
        var plan = new List<string?>();
        while (rows.Step())
        {
            plan.Add(rows.TextOrNull(3));
        }

        return string.Join('\n', plan);
    }
}
