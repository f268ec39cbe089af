using FlowKit.Storing;
using FlowKit.Testing.Stores;

namespace FlowKit.PostgreSql.Tests;

/// <summary>What every store must do, of a store and of a session of it; and what every shared one must.</summary>
[Collection(OneCluster.Name)]
public sealed class StoreContractTests(Cluster cluster)
{
    public static TheoryData<string> Names => [.. StateStoreContract.All.Select(check => check.Name)];

    public static TheoryData<string> SharedNames => [.. SharedStoreContract.All.Select(check => check.Name)];

    public static TheoryData<string> LastingNames => [.. LastingStoreContract.All.Select(check => check.Name)];

    [PostgreSqlTheory]
    [MemberData(nameof(LastingNames))]
    public async Task The_postgresql_store_keeps_the_contract_of_lasting_stores(string name)
    {
        var place = new Place(cluster);
        await LastingStoreContract.All.Single(check => check.Name == name).RunAsync(time => new((IStateStore)place.Open(time: time)));
    }

    [PostgreSqlTheory]
    [MemberData(nameof(Names))]
    public async Task The_postgresql_store_keeps_the_contract(string name) =>
        await StateStoreContract.All.Single(check => check.Name == name).RunAsync(time => new((IStateStore)new Place(cluster).Open(time: time)));

    [PostgreSqlTheory]
    [MemberData(nameof(Names))]
    public async Task A_session_keeps_the_contract(string name)
    {
        var place = new Place(cluster);
        PostgreSqlStateStore? store = null;
        await StateStoreContract.All.Single(check => check.Name == name).RunAsync(async time =>
        {
            store = place.Open(time: time);
            return await store.JoinAsync(new("contract", TimeSpan.FromHours(1), new Inbox()), default);
        });
        await store!.DisposeAsync();
    }

    [PostgreSqlTheory]
    [MemberData(nameof(SharedNames))]
    public async Task The_postgresql_store_keeps_the_contract_of_shared_stores(string name)
    {
        var place = new Place(cluster);
        await SharedStoreContract.All.Single(check => check.Name == name).RunAsync(
            new(() => new((ISharedStateStore)place.Open(new() { KeptFor = TimeSpan.FromDays(10_000) })), place.PassAsync, TimeSpan.FromMinutes(1)));
    }
}
