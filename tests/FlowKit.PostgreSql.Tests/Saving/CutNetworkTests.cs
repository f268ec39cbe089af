using FlowKit.Errors;
using FlowKit.Storing;

namespace FlowKit.PostgreSql.Tests.Saving;

/// <summary>Nothing arrives at the server any more, and nobody is told: calls come back all the same, and go on when the network is whole.</summary>
[Collection(OneCluster.Name)]
public sealed class CutNetworkTests(Cluster cluster)
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [PostgreSqlFact]
    public async Task Whoever_calls_while_the_network_is_cut_is_told()
    {
        await using var wire = new Wire(cluster);
        var place = new Place(cluster);
        await using var store = place.Open(new() { Writers = 1, Patience = TimeSpan.Zero }, address: $"{wire.Address}?Command Timeout=1&Timeout=1");
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await session.CreateAsync(Some.Header("a")));

        var whole = new TaskCompletionSource();
        wire.Hold(whole.Task);
        await Task.WhenAll(
            UnreachableAsync(session.SaveAsync("a", 2, "two").AsTask()),
            UnreachableAsync(session.LoadAsync("a", default).AsTask()),
            UnreachableAsync(session.RenewAsync(default).AsTask()),
            UnreachableAsync(session.TrySendAsync(7, new byte[] { 1 }, default).AsTask()),
            UnreachableAsync(session.ClaimAsync(7, default).AsTask()));

        whole.SetResult();
        Assert.True((await session.RenewAsync(default)).IsHeld);
        if (await session.ShowAsync("a") == "1: start")
        {
            await session.SaveAsync("a", 2, "two");
        }

        Assert.True(await session.SaveAsync("a", 3, "three"));
        Assert.Equal("3: start two three", await session.ShowAsync("a"));
    }

    [PostgreSqlFact]
    public async Task A_renewal_waits_no_longer_than_the_lease_lasts()
    {
        await using var wire = new Wire(cluster);
        await using var store = new Place(cluster).Open(address: $"{wire.Address}?Timeout=1");
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromSeconds(1), new Inbox()), default);
        var whole = new TaskCompletionSource();
        wire.Hold(whole.Task);
        await UnreachableAsync(session.RenewAsync(default).AsTask()).WaitAsync(TimeSpan.FromSeconds(25));
        whole.SetResult();
        Assert.True((await session.RenewAsync(default)).IsHeld);
    }

    private static async Task UnreachableAsync(Task call) =>
        Assert.Equal(FlowErrorCodes.StoreUnreachable, (await Assert.ThrowsAsync<FlowException>(() => call.WaitAsync(Guard))).Code);
}
