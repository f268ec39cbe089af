using FlowKit.Storing;
using FlowKit.Testing.Stores;

namespace FlowKit.Tests.Testing;

public sealed class StateStoreContractTests
{
    public static TheoryData<string> Names => [.. StateStoreContract.All.Select(check => check.Name)];

    public static TheoryData<StoreFlaw> Flaws => [.. Enum.GetValues<StoreFlaw>()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_in_memory_store_keeps_the_contract(string name) =>
        await Check(name).RunAsync(time => new(new InMemoryStateStore(new FlowEngineOptions(), time)));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_store_without_a_flaw_keeps_the_contract(string name) => await Check(name).RunAsync(time => new(new FlawedStore(null, time)));

    [Fact]
    public void The_names_of_the_checks_are_unique() =>
        Assert.Equal(StateStoreContract.All.Count, StateStoreContract.All.Select(check => check.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_check_can_fail(string name)
    {
        foreach (var flaw in Enum.GetValues<StoreFlaw>())
        {
            if (await FindsAsync(Check(name), flaw))
            {
                return;
            }
        }

        Assert.Fail("No flaw makes this check fail.");
    }

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task Every_flaw_is_found(StoreFlaw flaw)
    {
        foreach (var check in StateStoreContract.All)
        {
            if (await FindsAsync(check, flaw))
            {
                return;
            }
        }

        Assert.Fail("No check finds this flaw.");
    }

    private static async Task<bool> FindsAsync(StoreCheck check, StoreFlaw flaw)
    {
        try
        {
            await check.RunAsync(time => new(new FlawedStore(flaw, time)));
            return false;
        }
        catch (StoreContractException fault)
        {
            Assert.NotEmpty(fault.Message);
            return true;
        }
    }

    private static StoreCheck Check(string name) => StateStoreContract.All.Single(check => check.Name == name);
}
