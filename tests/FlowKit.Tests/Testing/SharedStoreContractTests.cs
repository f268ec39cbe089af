using FlowKit.Storing;
using FlowKit.Testing.Stores;

namespace FlowKit.Tests.Testing;

public sealed class SharedStoreContractTests
{
    public static TheoryData<string> Names => [.. SharedStoreContract.All.Select(check => check.Name)];

    public static TheoryData<string> StoreNames => [.. StateStoreContract.All.Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_in_memory_store_keeps_the_contract_of_shared_stores(string name) => await SharedStoreContract.All
        .Single(check => check.Name == name)
        .RunAsync(SharedStorePlace.InVirtualTime(time => new InMemoryStateStore(new FlowEngineOptions(), time)));

    [Theory]
    [MemberData(nameof(StoreNames))]
    public async Task A_session_of_it_keeps_the_contract_of_stores(string name) => await StateStoreContract.All
        .Single(check => check.Name == name)
        .RunAsync(async time => await new InMemoryStateStore(new FlowEngineOptions(), time).JoinAsync(
            new("contract", TimeSpan.FromMinutes(1), new Deaf()), CancellationToken.None));

    [Fact]
    public void The_names_of_the_checks_are_unique() =>
        Assert.Equal(SharedStoreContract.All.Count, SharedStoreContract.All.Select(check => check.Name).Distinct().Count());

    private sealed class Deaf : IStoreListener
    {
        public void OnMessage(ReadOnlyMemory<byte> message)
        {
        }

        public void OnWorkLeft()
        {
        }
    }
}
