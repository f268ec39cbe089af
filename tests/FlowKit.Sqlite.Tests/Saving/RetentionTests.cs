namespace FlowKit.Sqlite.Tests.Saving;

public sealed class RetentionTests : IDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly StillTime _time = new(Some.Start.AddDays(1));

    [Fact]
    public async Task Those_that_ended_first_go_when_there_are_too_many()
    {
        await using var store = _folder.Open(new() { KeptExecutions = 100 }, _time);
        await store.CreateAsync(Some.Header("open", -10));
        for (var i = 0; i < 300; i++)
        {
            await store.CreateAsync(Some.Ended($"e{i}", i));
        }

        // What is over the bounds goes with the next commit at the latest.
        await store.CreateAsync(Some.Header("next"));
        var left = await FinishedAsync(store);
        Assert.InRange(left.Count, 100, 110);
        Assert.Equal(Enumerable.Range(300 - left.Count, left.Count).Select(i => $"e{i}"), left);
        Assert.NotNull(await store.ShowAsync("open"));
        Assert.Null(await store.ShowAsync("e0"));
    }

    [Fact]
    public async Task A_purge_keeps_to_the_number()
    {
        await using var store = _folder.Open(new() { KeptExecutions = 100 }, _time);
        for (var i = 0; i < 108; i++)
        {
            await store.CreateAsync(Some.Ended($"e{i}", i));
        }

        Assert.Equal(8, await store.PurgeAsync());
        Assert.Equal(0, await store.PurgeAsync());
        Assert.Equal(100, (await FinishedAsync(store)).Count);
    }

    [Fact]
    public async Task Those_that_ended_long_ago_go_when_the_next_is_saved()
    {
        await using var store = _folder.Open(new() { KeptFor = TimeSpan.FromDays(2) }, _time);
        for (var i = 0; i < 200; i++)
        {
            await store.CreateAsync(Some.Ended($"e{i}", i));
        }

        _time.Now = Some.Start.AddDays(2).AddMinutes(150);
        await store.CreateAsync(Some.Header("next"));
        await store.PurgeAsync();
        Assert.Equal(Enumerable.Range(150, 50).Select(i => $"e{i}"), await FinishedAsync(store));
    }

    [Fact]
    public async Task Those_that_are_over_the_bounds_go_when_the_store_is_opened()
    {
        await using (var store = _folder.Open(null, _time))
        {
            for (var i = 0; i < 200; i++)
            {
                await store.CreateAsync(Some.Ended($"e{i}", i));
            }
        }

        await using (var store = _folder.Open(new() { KeptExecutions = 10 }, _time))
        {
            await store.PurgeAsync();
            Assert.Equal(Enumerable.Range(190, 10).Select(i => $"e{i}"), await FinishedAsync(store));
        }
    }

    [Fact]
    public async Task One_that_is_owed_something_or_was_taken_up_again_stays()
    {
        await using var store = _folder.Open(new() { KeptExecutions = 0 }, _time);
        await store.CreateAsync(Some.Ended("owed") with { NeedsOwner = true });
        await store.CreateAsync(Some.Header("again"));
        Assert.True(await store.SaveAsync("again", 2, "two", Some.Ended("again") with { NeedsOwner = true }));
        Assert.True(await store.SaveAsync("again", 3, "three", Some.Header("again")));
        await store.PurgeAsync();
        Assert.Equal(["again", "owed"], (await store.OpenIdsAsync()).Order());
        Assert.True(await store.SaveAsync("owed", 2, "told", Some.Ended("owed")));
        await store.PurgeAsync();
        Assert.Null(await store.ShowAsync("owed"));
    }

    [Fact]
    public async Task One_without_a_time_of_its_end_goes_by_its_start()
    {
        await using var store = _folder.Open(new() { KeptFor = TimeSpan.FromHours(1) }, _time);
        await store.CreateAsync(Some.Ended("a") with { EndedAt = null });
        await store.PurgeAsync();
        Assert.Null(await store.ShowAsync("a"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Those that have ended, the first first.</summary>
    private static async Task<List<string>> FinishedAsync(SqliteStateStore store)
    {
        var page = await store.ListAsync(new() { Limit = 1000 }, default);
        Assert.Null(page.Cursor);
        return [.. page.Executions.Where(header => header.EndedAt is not null).Select(header => header.ExecutionId).Reverse()];
    }
}
