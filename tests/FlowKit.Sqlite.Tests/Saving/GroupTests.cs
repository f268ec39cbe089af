using FlowKit.Errors;
using SQLitePCL;

namespace FlowKit.Sqlite.Tests.Saving;

/// <summary>Saves that come at once share a commit; what happens when one of them, or all, cannot be written.</summary>
public sealed class GroupTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    [Fact]
    public async Task What_is_asked_for_while_the_writer_is_busy_is_its_next_group()
    {
        await using var store = _folder.Open();
        var before = store.Counts;
        Task<bool>[] saves;
        using (HoldWriter())
        {
            saves = [.. Enumerable.Range(0, 500).Select(i => store.CreateAsync(Some.Header($"e{i}")).AsTask())];
            Assert.All(saves, save => Assert.False(save.IsCompleted));
        }

        Assert.DoesNotContain(false, await Task.WhenAll(saves));
        Assert.Equal(500, store.Counts.Saves - before.Saves);

        // The group the writer had taken when it was held, and the rest.
        Assert.InRange(store.Counts.Commits - before.Commits, 1, 2);
    }

    [Fact]
    public async Task A_save_alone_is_a_commit_of_its_own()
    {
        await using var store = _folder.Open();
        await store.CreateAsync(Some.Header("a"));
        for (var version = 2; version <= 5; version++)
        {
            Assert.True(await store.SaveAsync("a", version, "delta"));
        }

        Assert.Equal(new SqliteStoreCounts(5, 5, 5 * 5), store.Counts);
    }

    [Fact]
    public async Task A_save_that_cannot_be_written_takes_no_other_with_it()
    {
        await using var store = _folder.Open();
        await store.CreateAsync(Some.Header("bad"));
        Task<bool>[] good;
        Task<bool> bad;
        using (HoldWriter())
        {
            good = [.. Enumerable.Range(0, 10).Select(i => store.CreateAsync(Some.Header($"e{i}")).AsTask())];
            bad = store.SaveAsync("bad", 2, "two", Some.Header("bad") with { Flow = null! }).AsTask();
            good = [.. good, .. Enumerable.Range(10, 10).Select(i => store.CreateAsync(Some.Header($"e{i}")).AsTask())];
        }

        Assert.DoesNotContain(false, await Task.WhenAll(good));
        await Assert.ThrowsAnyAsync<FlowException>(() => bad);
        Assert.Equal("1: start", await store.ShowAsync("bad"));
        Assert.True(await store.SaveAsync("bad", 2, "two"));
        Assert.Equal(21, (await store.OpenIdsAsync()).Count);
    }

    [Fact]
    public async Task Saves_of_one_execution_in_one_group_follow_each_other()
    {
        await using var store = _folder.Open();
        Task<bool>[] saves;
        using (HoldWriter())
        {
            saves =
            [
                store.CreateAsync(Some.Header("a")).AsTask(),
                store.SaveAsync("a", 2, "two").AsTask(),
                store.SaveAsync("a", 2, "late").AsTask(),
                store.SaveAsync("a", 3, "three", snapshot: true).AsTask(),
                store.TryDeleteAsync("a", default).AsTask(),
                store.SaveAsync("a", 4, "four").AsTask(),
                store.CreateAsync(Some.Header("a"), "anew").AsTask(),
            ];
        }

        var taken = await Task.WhenAll(saves);
        Assert.Equal([true, true, false, true, true, false, true], taken);
        Assert.Equal("1: anew", await store.ShowAsync("a"));
    }

    [Fact]
    public async Task A_file_that_another_program_keeps_locked_is_told_and_written_when_it_lets_go()
    {
        await using var store = _folder.Open();
        FlowException fault;
        using (HoldWriter())
        {
            fault = await Assert.ThrowsAnyAsync<FlowException>(() => store.CreateAsync(Some.Header("a")).AsTask());
        }

        Assert.Equal(FlowErrorCodes.StoreInUse, fault.Code);
        Assert.True(await store.CreateAsync(Some.Header("a")));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Another program writes, and the store must wait for it.</summary>
    private Foreigner HoldWriter() => new(_folder.File);

    private sealed class Foreigner : IDisposable
    {
        private readonly sqlite3 _database;

        public Foreigner(string path)
        {
            _database = StoreFolder.OpenForeign(path);
            StoreFolder.Run(_database, "BEGIN IMMEDIATE");
        }

        public void Dispose()
        {
            StoreFolder.Run(_database, "COMMIT");
            _database.Dispose();
        }
    }
}
