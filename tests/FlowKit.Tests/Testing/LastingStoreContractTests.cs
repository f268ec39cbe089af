using FlowKit.Storing;
using FlowKit.Testing.Stores;

namespace FlowKit.Tests.Testing;

public sealed class LastingStoreContractTests
{
    public static TheoryData<string> Names => [.. LastingStoreContract.All.Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_backup_of_the_in_memory_store_keeps_the_contract(string name)
    {
        InMemoryStateStore? last = null;
        await Check(name).RunAsync(async time =>
        {
            var next = new InMemoryStateStore(new FlowEngineOptions(), time);
            if (last is not null)
            {
                using var backup = new MemoryStream();
                await last.WriteToAsync(backup);
                backup.Position = 0;
                await next.ReadFromAsync(backup);
            }

            return last = next;
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_store_that_forgets_breaks_the_contract(string name) =>
        await Assert.ThrowsAsync<StoreContractException>(
            async () => await Check(name).RunAsync(time => new(new InMemoryStateStore(new FlowEngineOptions(), time))));

    [Fact]
    public void The_names_of_the_checks_are_unique() =>
        Assert.Equal(LastingStoreContract.All.Count, LastingStoreContract.All.Select(check => check.Name).Distinct().Count());

    private static LastingStoreCheck Check(string name) => LastingStoreContract.All.Single(check => check.Name == name);
}
