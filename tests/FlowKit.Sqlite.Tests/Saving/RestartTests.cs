using System.Globalization;
using System.Text;

namespace FlowKit.Sqlite.Tests.Saving;

/// <summary>What the next process finds, after an end in order and after one without.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    [Fact]
    public async Task An_end_in_order_leaves_one_file()
    {
        await using (var store = _folder.Open())
        {
            await SaveSomeAsync(store);
        }

        Assert.Equal(["flows.db", "flows.db-lock"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
        await HoldsSomeAsync(_folder);
    }

    [Fact]
    public async Task An_end_without_warning_loses_nothing_that_was_acknowledged()
    {
        await using var store = _folder.Open();
        await SaveSomeAsync(store);
        using var crashed = _folder.AfterCrash();
        await HoldsSomeAsync(crashed);
    }

    [Fact]
    public async Task Every_acknowledged_save_is_there_after_an_end_at_any_moment()
    {
        await using var store = _folder.Open();
        await store.CreateAsync(Some.Header("a"), "1");
        for (var version = 2; version <= 40; version++)
        {
            var text = version.ToString(CultureInfo.InvariantCulture);
            Assert.True(await store.SaveAsync("a", version, text, version % 7 == 0 ? Some.Ended("a", version) : null, snapshot: version % 11 == 0));
            using var crashed = _folder.AfterCrash();
            await using var next = crashed.Open();
            Assert.Equal(await store.ShowAsync("a"), await next.ShowAsync("a"));
            Assert.Equal(version / 7 * 7, (int)((await next.LoadAsync("a", default))!.Header.EndedAt is { } ended ? (ended - Some.Start).TotalMinutes : 0));
            Assert.True(await next.SaveAsync("a", version + 1, "next"));
        }
    }

    [Fact]
    public async Task The_rows_are_brought_up_with_the_log_before_it_grows_long()
    {
        const int Executions = 64;
        const int Versions = 300;
        await using var store = _folder.Open();
        await Task.WhenAll(Enumerable.Range(0, Executions).Select(i => Task.Run(async () =>
        {
            await store.CreateAsync(Some.Header($"e{i}"), "1");
            for (var version = 2; version <= Versions; version++)
            {
                Assert.True(await store.SaveAsync($"e{i}", version, "x", snapshot: version % 100 == 0));
            }
        })));

        // More saves than are left unmarked: the rest of them were brought up on the way.
        Assert.True(Executions * Versions > 16_384);
        using var crashed = _folder.AfterCrash();
        await using var next = crashed.Open();
        for (var i = 0; i < Executions; i++)
        {
            Assert.Equal($"{Versions}: x", await next.ShowAsync($"e{i}"));
            Assert.True(await next.SaveAsync($"e{i}", Versions + 1, "y"));
        }
    }

    [Fact]
    public async Task Places_in_the_log_are_not_given_twice_when_its_end_was_removed()
    {
        await using (var store = _folder.Open())
        {
            await store.CreateAsync(Some.Header("a"));
            await store.CreateAsync(Some.Header("b"));
            await store.SaveAsync("b", 2, "two");
            await store.TryDeleteAsync("b", default);
        }

        await using (var store = _folder.Open())
        {
            await store.SaveAsync("a", 2, "two");
            await store.CreateAsync(Some.Header("c"), "c");
            using var crashed = _folder.AfterCrash();
            await using var next = crashed.Open();
            Assert.Equal("2: start two", await next.ShowAsync("a"));
            Assert.Equal("1: c", await next.ShowAsync("c"));
        }
    }

    [Fact]
    public async Task What_snapshots_replace_and_what_is_deleted_leaves_no_rows()
    {
        await using (var store = _folder.Open())
        {
            await store.CreateAsync(Some.Header("a"));
            for (var version = 2; version <= 50; version++)
            {
                await store.SaveAsync("a", version, "x", snapshot: version == 50);
            }

            await store.CreateAsync(Some.Header("b"));
            await store.SaveAsync("b", 2, "x");
            await store.TryDeleteAsync("b", default);
        }

        using var file = StoreFolder.OpenForeign(_folder.File);
        SQLitePCL.raw.sqlite3_prepare_v2(file, "SELECT (SELECT COUNT(*) FROM log) * 10 + (SELECT COUNT(*) FROM executions)", out var statement);
        using (statement)
        {
            SQLitePCL.raw.sqlite3_step(statement);
            Assert.Equal(11, SQLitePCL.raw.sqlite3_column_int(statement, 0));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task SaveSomeAsync(SqliteStateStore store)
    {
        await store.CreateAsync(Some.Header("deltas"));
        await store.SaveAsync("deltas", 2, "two");
        await store.SaveAsync("deltas", 3, "three");
        await store.CreateAsync(Some.Header("snapshot"));
        await store.SaveAsync("snapshot", 2, "two");
        await store.SaveAsync("snapshot", 3, "three", snapshot: true);
        await store.SaveAsync("snapshot", 4, "four");
        await store.CreateAsync(Some.Header("ended"));
        await store.SaveAsync("ended", 2, "two", Some.Ended("ended", 5));
        await store.CreateAsync(Some.Header("deleted"));
        await store.SaveAsync("deleted", 2, "two");
        await store.TryDeleteAsync("deleted", default);
        await store.TryCreateAsync(new("empty", 1, Some.Header("empty"), true, Encoding.UTF8.GetBytes(string.Empty)), default);
    }

    private static async Task HoldsSomeAsync(StoreFolder folder)
    {
        await using var store = folder.Open();
        Assert.Equal("3: start two three", await store.ShowAsync("deltas"));
        Assert.Equal("4: three four", await store.ShowAsync("snapshot"));
        Assert.Equal("2: start two", await store.ShowAsync("ended"));
        Assert.Equal("1: ", await store.ShowAsync("empty"));
        Assert.Null(await store.ShowAsync("deleted"));
        Assert.Equal(["deltas", "empty", "snapshot"], (await store.OpenIdsAsync()).Order());
        Assert.False(await store.SaveAsync("deltas", 3, "late"));
        Assert.True(await store.SaveAsync("deltas", 4, "four"));
    }
}
