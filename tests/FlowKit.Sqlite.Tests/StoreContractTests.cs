using FlowKit.Storing;
using FlowKit.Testing.Stores;

namespace FlowKit.Sqlite.Tests;

public sealed class StoreContractTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public static TheoryData<string> Names => [.. StateStoreContract.All.Select(check => check.Name)];

    public static TheoryData<string> LastingNames => [.. LastingStoreContract.All.Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_sqlite_store_keeps_the_contract(string name) =>
        await StateStoreContract.All.Single(check => check.Name == name)
            .RunAsync(time => new((IStateStore)_folder.Open(time: time)));

    [Theory]
    [MemberData(nameof(LastingNames))]
    public async Task The_sqlite_store_keeps_the_contract_of_lasting_stores(string name) =>
        await LastingStoreContract.All.Single(check => check.Name == name)
            .RunAsync(time => new((IStateStore)_folder.Open(time: time)));

    public void Dispose() => _folder.Dispose();
}
