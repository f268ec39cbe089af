using FlowKit.Errors;
using FlowKit.Storing;

namespace FlowKit.PostgreSql.Tests.Saving;

/// <summary>The connection breaks around a commit: what was taken is told as taken, what was not is written, and nothing twice.</summary>
[Collection(OneCluster.Name)]
public sealed class LostAnswerTests(Cluster cluster)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly PostgreSqlStoreOptions Patient = new() { Writers = 1, Patience = TimeSpan.FromMinutes(2), KeptFor = TimeSpan.FromDays(10_000) };

    [PostgreSqlTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_save_of_a_session_whose_answer_was_lost_is_taken_once(bool answer)
    {
        await using var wire = new Wire(cluster);
        await using var store = new Place(cluster).Open(Patient, address: wire.Address);
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await session.CreateAsync(Some.Header("a")));

        await TakenAsync(wire, answer, 1, () => session.SaveAsync("a", 2, "two"));
        await TakenAsync(wire, answer, 1, () => session.SaveAsync("a", 3, "three", snapshot: true));
        await TakenAsync(wire, answer, 1, () => session.SaveAsync("a", 4, "four", Some.Ended("a")));
        Assert.Equal("4: three four", await session.ShowAsync("a"));
        Assert.False(await session.SaveAsync("a", 4, "four"));

        await TakenAsync(wire, answer, 1, () => session.CreateAsync(Some.Header("b"), "new"));
        Assert.Equal("1: new", await session.ShowAsync("b"));
        Assert.False(await session.CreateAsync(Some.Header("b"), "new"));

        await TakenAsync(wire, answer, 1, () => session.TryDeleteAsync("b", default));
        Assert.Null(await session.ShowAsync("b"));
    }

    [PostgreSqlTheory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(false, 3)]
    public async Task A_save_without_a_session_whose_answer_was_lost_is_taken_once(bool answer, int request)
    {
        await using var wire = new Wire(cluster);
        await using var store = new Place(cluster).Open(Patient, address: wire.Address);
        Assert.True(await store.CreateAsync(Some.Header("a")));

        // The look, the writing, the commit.
        await TakenAsync(wire, answer, request, () => store.SaveAsync("a", 2, "two"));
        await TakenAsync(wire, answer, request, () => store.SaveAsync("a", 3, "three", Some.Ended("a")));
        Assert.Equal("3: start two three", await store.ShowAsync("a"));
        Assert.False(await store.SaveAsync("a", 3, "three"));
    }

    [PostgreSqlTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_group_whose_answer_was_lost_is_taken_whole(bool answer)
    {
        await using var wire = new Wire(cluster);
        var place = new Place(cluster);
        await using var store = place.Open(Patient, address: wire.Address);
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await session.CreateAsync(Some.Header("first")));
        Task<bool>[] saves;
        Task lost;
        await using (var hold = await TableHold.TakeAsync(cluster, place))
        {
            var first = session.SaveAsync("first", 2, "two").AsTask();
            await hold.WaitForWaiterAsync();
            saves = [first, .. Enumerable.Range(0, 100).Select(i => session.CreateAsync(Some.Header($"e{i}")).AsTask())];
            lost = answer ? wire.LoseAnswerAsync() : wire.LoseRequestAsync();
        }

        Assert.DoesNotContain(false, await Task.WhenAll(saves));
        await lost;
        Assert.Equal(101, (await store.OpenIdsAsync()).Count);
    }

    [PostgreSqlTheory]
    [InlineData(true, 0, FlowErrorCodes.AnswerLost)]
    [InlineData(true, 1, FlowErrorCodes.AnswerLost)]
    [InlineData(true, 2, FlowErrorCodes.AnswerLost)]
    [InlineData(false, 0, FlowErrorCodes.LeaseLost)]
    [InlineData(false, 1, FlowErrorCodes.LeaseLost)]
    [InlineData(false, 2, FlowErrorCodes.AnswerLost)]
    public async Task A_save_of_a_session_that_was_over_before_its_answer_came_is_called_lost_where_that_is_sure(bool answer, int othersSaves, string code)
    {
        await using var wire = new Wire(cluster);
        var place = new Place(cluster);
        await using var far = place.Open(Patient, address: wire.Address);
        await using var near = place.Open();
        await using var session = await far.JoinAsync(new("a", Lease, new Inbox()), default);
        await using var other = await near.JoinAsync(new("b", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await session.CreateAsync(Some.Header("a") with { NeedsOwner = true }));

        var save = await CutAsync(wire, answer, place, () => session.SaveAsync("a", 2, "two"), async () =>
        {
            Assert.Single(await other.ClaimAsync(10, default));
            for (var i = 1; i <= othersSaves; i++)
            {
                // The second takes away what was before it.
                Assert.True(await other.SaveAsync("a", (answer ? 2 : 1) + i, "other", snapshot: i == 2));
            }
        });
        Assert.Equal(code, save.Code);
    }

    [PostgreSqlTheory]
    [InlineData(true, FlowErrorCodes.AnswerLost)]
    [InlineData(false, FlowErrorCodes.LeaseLost)]
    public async Task A_creation_of_a_session_that_was_over_before_its_answer_came_is_called_lost_where_that_is_sure(bool answer, string code)
    {
        await using var wire = new Wire(cluster);
        var place = new Place(cluster);
        await using var far = place.Open(Patient, address: wire.Address);
        await using var near = place.Open();
        await using var session = await far.JoinAsync(new("a", Lease, new Inbox()), default);
        await using var other = await near.JoinAsync(new("b", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await session.CreateAsync(Some.Header("a")));

        var create = await CutAsync(wire, answer, place, () => session.CreateAsync(Some.Header("b") with { NeedsOwner = true }), async () =>
            Assert.Equal(answer ? 1 : 0, (await other.ClaimAsync(10, default)).Count));
        Assert.Equal(code, create.Code);
    }

    [PostgreSqlFact]
    public async Task A_save_of_another_writer_is_not_taken_for_ones_own()
    {
        await using var wire = new Wire(cluster);
        var place = new Place(cluster);
        await using var store = place.Open(Patient, address: wire.Address);
        await using var other = place.Open();
        Assert.True(await store.CreateAsync(Some.Header("a")));
        var lost = wire.LoseRequestAsync(3);
        var mine = store.SaveAsync("a", 2, "mine").AsTask();
        var theirs = other.SaveAsync("a", 2, "theirs").AsTask();
        await lost;
        var taken = await Task.WhenAll(mine, theirs);
        Assert.Single(taken, true);
        Assert.Equal(taken[0] ? "2: start mine" : "2: start theirs", await other.ShowAsync("a"));
    }

    /// <summary>Something is sent and cut off; before there is a way to the server again, the session is taken over.</summary>
    private static async Task<FlowException> CutAsync(Wire wire, bool answer, Place place, Func<ValueTask<bool>> ask, Func<Task> meanwhile)
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        wire.HoldConnections(open.Task);
        var lost = answer ? wire.LoseAnswerAsync() : wire.LoseRequestAsync();
        var asked = ask().AsTask();
        await lost;
        await place.PassAsync(Lease * 2);
        await meanwhile();
        open.SetResult();
        return await Assert.ThrowsAsync<FlowException>(() => asked);
    }

    private static async Task TakenAsync(Wire wire, bool answer, int request, Func<ValueTask<bool>> ask)
    {
        var lost = answer ? wire.LoseAnswerAsync(request) : wire.LoseRequestAsync(request);
        Assert.True(await ask());
        await lost;
    }
}
