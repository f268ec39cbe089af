using FlowKit.Errors;

namespace FlowKit.PostgreSql.Tests.Saving;

/// <summary>Saves that come at once share a commit; what happens when one of them cannot be written.</summary>
[Collection(OneCluster.Name)]
public sealed class GroupTests(Cluster cluster)
{
    private static readonly PostgreSqlStoreOptions OneWriter = new() { Writers = 1 };
    private readonly Place _place = new(cluster);

    [PostgreSqlFact]
    public async Task What_is_asked_for_while_the_writer_is_busy_is_its_next_group()
    {
        await using var store = _place.Open(OneWriter);
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await session.CreateAsync(Some.Header("first")));
        var before = store.Counts;
        Task<bool>[] saves;
        await using (var hold = await TableHold.TakeAsync(cluster, _place))
        {
            saves = [session.SaveAsync("first", 2, "two").AsTask()];
            await hold.WaitForWaiterAsync();
            saves = [.. saves, .. Enumerable.Range(0, 500).Select(i => session.CreateAsync(Some.Header($"e{i}")).AsTask())];
            Assert.All(saves, save => Assert.False(save.IsCompleted));
        }

        Assert.DoesNotContain(false, await Task.WhenAll(saves));
        Assert.Equal((501, 2), (store.Counts.Saves - before.Saves, store.Counts.Commits - before.Commits));
    }

    [PostgreSqlFact]
    public async Task A_save_alone_is_a_commit_of_its_own()
    {
        await using var store = _place.Open();
        await store.CreateAsync(Some.Header("a"));
        for (var version = 2; version <= 5; version++)
        {
            Assert.True(await store.SaveAsync("a", version, "delta"));
        }

        Assert.Equal(new PostgreSqlStoreCounts(5, 5, 5 * 5), store.Counts);
    }

    [PostgreSqlTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_save_that_cannot_be_written_takes_no_other_with_it(bool inSession)
    {
        await using var store = _place.Open(OneWriter);
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        Storing.IStateStore saver = inSession ? session : store;
        await saver.CreateAsync(Some.Header("bad"));
        Task<bool>[] good;
        Task<bool> bad;
        await using (var hold = await TableHold.TakeAsync(cluster, _place))
        {
            var first = saver.CreateAsync(Some.Header("first")).AsTask();
            await hold.WaitForWaiterAsync();
            good = [first, .. Enumerable.Range(0, 10).Select(i => saver.CreateAsync(Some.Header($"e{i}")).AsTask())];
            bad = saver.SaveAsync("bad", 2, "two", Some.Header("bad") with { Flow = null! }).AsTask();
            await Assert.ThrowsAsync<ArgumentException>(async () => await saver.CreateAsync(Some.Header("\0")));
            await Assert.ThrowsAsync<ArgumentException>(async () => await saver.SaveAsync("bad", 2, "two", Some.Header("bad") with { Creator = "\uD800" }));
            good = [.. good, .. Enumerable.Range(10, 10).Select(i => saver.CreateAsync(Some.Header($"e{i}")).AsTask())];
        }

        Assert.DoesNotContain(false, await Task.WhenAll(good));
        Assert.Equal(FlowErrorCodes.StoreUnreachable, (await Assert.ThrowsAnyAsync<FlowException>(() => bad)).Code);
        Assert.Equal("1: start", await saver.ShowAsync("bad"));
        Assert.True(await saver.SaveAsync("bad", 2, "two"));
        Assert.Equal(22, (await saver.OpenIdsAsync()).Count);
    }

    // What broke off in the middle of a message left a connection whose next user read the answers of another.
    [PostgreSqlFact]
    public async Task A_text_that_cannot_be_sent_is_refused_before_anything_is_sent()
    {
        await using var store = _place.Open();
        Assert.True(await store.CreateAsync(Some.Header("a")));
        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await store.LoadAsync("\uD800", default));
            await Assert.ThrowsAsync<ArgumentException>(async () => await store.ListAsync(new() { BusinessKey = "\uD800" }, default));
            await Assert.ThrowsAsync<ArgumentException>(async () => await store.KeepFlowAsync(new("a:b", "v", "\uD800", IsForeign: false), default));
            Assert.Equal("1: start", await store.ShowAsync("a"));
            Assert.Single((await store.ListAsync(new(), default)).Executions);
        }
    }

    [PostgreSqlTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Saves_of_one_execution_that_come_at_once_follow_each_other(bool inSession)
    {
        await using var store = _place.Open();
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        Storing.IStateStore saver = inSession ? session : store;
        Task<bool>[] saves =
        [
            saver.CreateAsync(Some.Header("a")).AsTask(),
            saver.SaveAsync("a", 2, "two").AsTask(),
            saver.SaveAsync("a", 2, "late").AsTask(),
            saver.SaveAsync("a", 3, "three", snapshot: true).AsTask(),
            saver.TryDeleteAsync("a", default).AsTask(),
            saver.SaveAsync("a", 4, "four").AsTask(),
            saver.CreateAsync(Some.Header("a"), "anew").AsTask(),
        ];
        var taken = await Task.WhenAll(saves);
        Assert.Equal([true, true, false, true, true, false, true], taken);
        Assert.Equal("1: anew", await saver.ShowAsync("a"));
    }

    [PostgreSqlFact]
    public async Task A_group_is_as_large_as_it_may_be()
    {
        await using var store = _place.Open(new() { Writers = 1, LargestGroup = 10, LargestGroupBytes = 1_000_000 });
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await session.CreateAsync(Some.Header("first")));
        var before = store.Counts;
        Task<bool>[] saves;
        await using (var hold = await TableHold.TakeAsync(cluster, _place))
        {
            saves = [session.SaveAsync("first", 2, "two").AsTask()];
            await hold.WaitForWaiterAsync();
            saves =
            [
                .. saves,
                .. Enumerable.Range(0, 20).Select(i => session.CreateAsync(Some.Header($"e{i}")).AsTask()),
                .. Enumerable.Range(0, 3).Select(i => session.CreateAsync(Some.Header($"large{i}"), new('x', 600_000)).AsTask()),
            ];
        }

        Assert.DoesNotContain(false, await Task.WhenAll(saves));

        // The first alone, twice ten, two large ones, one.
        Assert.Equal(1 + 2 + 2, store.Counts.Commits - before.Commits);
    }

    [PostgreSqlFact]
    public async Task What_was_asked_for_before_the_end_is_written()
    {
        var store = _place.Open();
        var saves = Enumerable.Range(0, 100).Select(i => store.CreateAsync(Some.Header($"e{i}")).AsTask()).ToArray();
        await store.DisposeAsync();
        Assert.DoesNotContain(false, await Task.WhenAll(saves));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.CreateAsync(Some.Header("late")).AsTask());
        Assert.Equal(100L, await cluster.ValueAsync<long>($"SELECT count(*) FROM {_place.At}.executions"));
    }
}
