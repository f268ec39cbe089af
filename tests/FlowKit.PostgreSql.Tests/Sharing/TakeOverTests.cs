using FlowKit.Errors;
using FlowKit.Storing;
using Npgsql;

namespace FlowKit.PostgreSql.Tests.Sharing;

/// <summary>A session whose machine stands still, or that lost its connections, while others go on.</summary>
[Collection(OneCluster.Name)]
public sealed class TakeOverTests(Cluster cluster)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private readonly Place _place = new(cluster);

    [PostgreSqlFact]
    public async Task A_session_that_stands_still_in_the_middle_of_a_commit_holds_nobody_up()
    {
        await using var store = _place.Open();
        await using var still = await store.JoinAsync(new("still", Lease, new Inbox()), default);
        await using var other = await store.JoinAsync(new("other", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await still.CreateAsync(Some.Header("a") with { NeedsOwner = true }));

        // A connection of the session that has passed the fence, has written, and says no more.
        var name = await cluster.ValueAsync<string>(
            $"SELECT application_name FROM pg_stat_activity WHERE application_name LIKE 'FlowKit %.{still.Number}._' LIMIT 1");
        await using var halfway = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={cluster.Port};Username=postgres;Database=postgres;Pooling=false;Application Name={name}");
        await halfway.OpenAsync();
        await using var write = new NpgsqlCommand(
            $"BEGIN; SELECT {_place.At}.fence({still.Number}, 0, 0); INSERT INTO {_place.At}.log SELECT no, 2, false, '' FROM {_place.At}.executions", halfway);
        await write.ExecuteNonQueryAsync();

        await _place.PassAsync(Lease * 2);
        Assert.Equal("a", Assert.Single(await other.ClaimAsync(10, default)).ExecutionId);
        Assert.True(await other.SaveAsync("a", 2, "two"));
        await LostAsync(() => still.SaveAsync("a", 2, "late").AsTask());
        await LostAsync(() => still.SaveAsync("a", 3, "late").AsTask());
        await LostAsync(() => still.CreateAsync(Some.Header("b")).AsTask());
        await LostAsync(() => still.TryDeleteAsync("a", default).AsTask());
        await LostAsync(() => still.ClaimAsync(1, default).AsTask());
        await LostAsync(() => still.TrySendAsync(other.Number, new byte[] { 1 }, default).AsTask());
        Assert.False((await still.RenewAsync(default)).IsHeld);
        Assert.Equal("2: start two", await store.ShowAsync("a"));
    }

    [PostgreSqlFact]
    public async Task A_session_that_died_before_the_clock_of_the_server_was_put_back_is_taken_over_within_its_lease()
    {
        await using var store = _place.Open();
        var dead = await store.JoinAsync(new("dead", Lease, new Inbox()), default);
        await using var other = await store.JoinAsync(new("other", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await dead.CreateAsync(Some.Header("a") with { NeedsOwner = true }));
        await _place.PassAsync(-TimeSpan.FromHours(5));

        Assert.InRange((await other.RenewAsync(default)).NextEnd!.Value, TimeSpan.FromTicks(1), Lease);
        Assert.Empty(await other.ClaimAsync(10, default));
        await _place.PassAsync(Lease * 1.1);
        Assert.Equal(TimeSpan.Zero, (await other.RenewAsync(default)).NextEnd);
        Assert.Equal("a", Assert.Single(await other.ClaimAsync(10, default)).ExecutionId);
        await LostAsync(() => dead.SaveAsync("a", 2, "late").AsTask());
        await dead.DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task Sessions_that_live_keep_what_is_theirs_when_the_clock_of_the_server_is_put_back()
    {
        await using var store = _place.Open();
        await using var one = await store.JoinAsync(new("one", Lease, new Inbox()), default);
        await using var two = await store.JoinAsync(new("two", Lease, new Inbox()), default);
        Assert.True(await one.CreateAsync(Some.Header("a") with { NeedsOwner = true }));
        await _place.PassAsync(-TimeSpan.FromHours(5));
        for (var third = 0; third < 9; third++)
        {
            Assert.True((await one.RenewAsync(default)).IsHeld);
            Assert.True((await two.RenewAsync(default)).IsHeld);
            Assert.Empty(await two.ClaimAsync(10, default));
            await _place.PassAsync(Lease / 3);
        }

        Assert.True(await one.SaveAsync("a", 2, "two"));
    }

    [PostgreSqlFact]
    public async Task A_save_that_is_cut_off_with_its_session_belongs_to_the_next_owner_however_long_it_has_waited()
    {
        await using var store = _place.Open(new() { Patience = TimeSpan.Zero });
        await using var still = await store.JoinAsync(new("still", Lease, new Inbox()), default);
        await using var other = await store.JoinAsync(new("other", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await still.CreateAsync(Some.Header("a") with { NeedsOwner = true }));
        Task<bool> saving;
        await using (var hold = await TableHold.TakeAsync(cluster, _place))
        {
            saving = still.SaveAsync("a", 2, "two").AsTask();
            await hold.WaitForWaiterAsync();
            await _place.PassAsync(Lease * 2);
            Assert.Single(await other.ClaimAsync(10, default));
        }

        await LostAsync(() => saving);
    }

    [PostgreSqlFact]
    public async Task A_session_that_stands_still_in_the_middle_of_a_message_holds_nobody_up()
    {
        await using var wire = new Wire(cluster);
        await using var far = _place.Open(address: wire.Address);
        await using var near = _place.Open();
        await using var still = await far.JoinAsync(new("still", Lease, new Inbox()), default);
        await using var other = await near.JoinAsync(new("other", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await still.CreateAsync(Some.Header("a") with { NeedsOwner = true }));

        // The server has passed the fence, and waits for the rest of the message.
        wire.StandStillInNextLongRequest();
        var sending = still.TrySendAsync(other.Number, new byte[20_000], default).AsTask();
        await cluster.RunSqlAsync("""
            DO $$ BEGIN
              WHILE NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'ClientRead') LOOP
                PERFORM pg_sleep(0.005), pg_stat_clear_snapshot();
              END LOOP;
            END $$
            """);

        await _place.PassAsync(Lease * 2);
        Assert.Equal("a", Assert.Single(await other.ClaimAsync(10, default)).ExecutionId);
        Assert.True(await other.SaveAsync("a", 2, "two"));
        await Assert.ThrowsAsync<FlowException>(() => sending);
    }

    [PostgreSqlFact]
    public async Task What_belongs_to_a_session_that_lives_is_saved_by_nobody_else()
    {
        await using var store = _place.Open();
        var session = await store.JoinAsync(new("a", Lease, new Inbox()), default);
        Assert.True(await session.CreateAsync(Some.Header("a")));
        await LostAsync(() => store.SaveAsync("a", 2, "two").AsTask());
        await LostAsync(() => store.TryDeleteAsync("a", default).AsTask());
        await session.DisposeAsync();
        Assert.True(await store.SaveAsync("a", 2, "two"));
    }

    [PostgreSqlFact]
    public async Task A_session_does_not_save_what_belongs_to_nobody_before_it_has_taken_it()
    {
        await using var store = _place.Open();
        await using var session = await store.JoinAsync(new("a", Lease, new Inbox()), default);
        Assert.True(await store.CreateAsync(Some.Header("a")));
        await LostAsync(() => session.SaveAsync("a", 2, "two").AsTask());
        Assert.Equal(session.Number, await session.FindOwnerAsync("a", default));
        Assert.True(await session.SaveAsync("a", 2, "two"));
    }

    [PostgreSqlFact]
    public async Task A_listener_that_lost_its_connection_hears_again_and_asks_for_work()
    {
        await using var store = _place.Open();
        var inbox = new Inbox();
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), inbox), default);
        await using var other = await store.JoinAsync(new("b", TimeSpan.FromHours(1), new Inbox()), default);
        for (var round = 0; round < 3; round++)
        {
            await cluster.RunSqlAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'FlowKit listener'");
            await inbox.WorkLeftAsync();
            Assert.True(await other.TrySendAsync(session.Number, new byte[] { 1, (byte)round }, default));
            Assert.Equal([1, (byte)round], await inbox.MessageAsync());
        }
    }

    [PostgreSqlFact]
    public async Task Long_messages_leave_nothing_behind()
    {
        await using var store = _place.Open();
        var inbox = new Inbox();
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), inbox), default);
        await using var other = await store.JoinAsync(new("b", Lease, new Inbox()), default);
        for (var i = 0; i < 5; i++)
        {
            Assert.True(await other.TrySendAsync(session.Number, new byte[20_000], default));
            Assert.Equal(20_000, (await inbox.MessageAsync()).Length);
        }

        Assert.Equal(0L, await cluster.ValueAsync<long>($"SELECT count(*) FROM {_place.At}.messages"));
    }

    private static async Task LostAsync(Func<Task> call) =>
        Assert.Equal(FlowErrorCodes.LeaseLost, (await Assert.ThrowsAsync<FlowException>(call)).Code);
}
