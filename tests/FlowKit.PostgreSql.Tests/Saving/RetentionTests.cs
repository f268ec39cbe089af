namespace FlowKit.PostgreSql.Tests.Saving;

/// <summary>Finished executions are kept by number and age; the first to end go first.</summary>
[Collection(OneCluster.Name)]
public sealed class RetentionTests(Cluster cluster)
{
    private readonly Place _place = new(cluster);
    private readonly StillTime _time = new(Some.Start.AddHours(10));

    [PostgreSqlFact]
    public async Task No_more_are_kept_than_may_be()
    {
        await using var store = _place.Open(new() { KeptExecutions = 20, KeptFor = TimeSpan.FromDays(1) }, _time);
        for (var i = 0; i < 30; i++)
        {
            Assert.True(await store.CreateAsync(Some.Ended($"e{i:D2}", i)));
            Assert.True(await store.CreateAsync(Some.Header($"open{i}", i)));
        }

        await store.PurgeAsync(default);
        Assert.Equal(Enumerable.Range(10, 20).Select(i => $"e{i:D2}"), await FinishedAsync(store));
        Assert.Equal(30, (await store.OpenIdsAsync()).Count);
        Assert.Equal(50L, await cluster.ValueAsync<long>($"SELECT count(*) FROM {_place.At}.log"));
    }

    [PostgreSqlFact]
    public async Task None_is_kept_longer_than_may_be()
    {
        await using var store = _place.Open(new() { KeptFor = TimeSpan.FromHours(10) }, _time);
        for (var i = 0; i < 30; i++)
        {
            Assert.True(await store.CreateAsync(Some.Ended($"e{i:D2}", i)));
        }

        _time.Now = _time.Now.AddMinutes(10.5);
        Assert.Equal(11, await store.PurgeAsync(default));
        Assert.Equal(Enumerable.Range(11, 19).Select(i => $"e{i:D2}"), await FinishedAsync(store));
    }

    [PostgreSqlFact]
    public async Task Those_over_the_bounds_go_by_themselves()
    {
        const int kept = 50;
        var store = _place.Open(new() { KeptExecutions = kept, KeptFor = TimeSpan.FromDays(1) }, _time);
        await using (var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default))
        {
            for (var i = 0; i < 500; i++)
            {
                Assert.True(await session.CreateAsync(Some.Header($"e{i:D3}", i / 10.0)));
                Assert.True(await session.SaveAsync($"e{i:D3}", 2, "end", Some.Ended($"e{i:D3}", i / 10.0)));
            }
        }

        // Waits for what is being removed.
        await store.DisposeAsync();
        Assert.InRange(await cluster.ValueAsync<long>($"SELECT count(*) FROM {_place.At}.executions"), kept, 400);
        Assert.Equal(0L, await cluster.ValueAsync<long>(
            $"SELECT count(*) FROM {_place.At}.log l WHERE NOT EXISTS (SELECT 1 FROM {_place.At}.executions e WHERE e.no = l.execution)"));
    }

    [PostgreSqlFact]
    public async Task More_than_a_batch_goes_and_what_is_taken_up_again_stays()
    {
        await using var store = _place.Open(new() { KeptFor = TimeSpan.FromDays(1) }, _time);
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        await Task.WhenAll(Enumerable.Range(0, 700).Select(i => session.CreateAsync(Some.Ended($"e{i}")).AsTask()));
        Assert.True(await session.SaveAsync("e5", 2, "again", Some.Header("e5")));
        _time.Now = _time.Now.AddDays(2);
        Assert.Equal(699, await session.PurgeAsync(default));
        Assert.Equal("2: start again", await store.ShowAsync("e5"));

        // One that was purged is not saved any more, with a header or without.
        Assert.False(await session.SaveAsync("e6", 2, "two", Some.Header("e6")));
        Assert.False(await session.SaveAsync("e7", 2, "two"));
        Assert.Equal(2L, await cluster.ValueAsync<long>($"SELECT count(*) FROM {_place.At}.log"));
    }

    [PostgreSqlFact]
    public async Task A_snapshot_leaves_nothing_of_what_was_before_it()
    {
        await using var store = _place.Open();
        Assert.True(await store.CreateAsync(Some.Header("a")));
        for (var version = 2; version <= 30; version++)
        {
            Assert.True(await store.SaveAsync("a", version, "delta", snapshot: version % 10 == 0));
        }

        Assert.Equal("30: delta", await store.ShowAsync("a"));
        Assert.Equal(1L, await cluster.ValueAsync<long>($"SELECT count(*) FROM {_place.At}.log"));
    }

    /// <summary>Those that have ended, the first first.</summary>
    private static async Task<List<string>> FinishedAsync(PostgreSqlStateStore store)
    {
        var page = await store.ListAsync(new() { Limit = 1000, OldestFirst = true }, default);
        return [.. page.Executions.Where(header => header.EndedAt is not null).Select(header => header.ExecutionId)];
    }
}
