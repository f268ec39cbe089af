using FlowKit.Callbacks;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Snippets;

#region tests in code
public sealed class OrderFlowTests
{
    private const string Flow = """
        workspace: shop
        dagName: order
        tasks:
          - name: charge
            category: function
            resourceName: http://bank.example/charge
            retry: { maxRetryTimes: 3, intervalInSeconds: 3600 }
            input: { amount: $.context.amount }
            next: pack
          - name: pack
            category: function
            pattern: task_async
            resourceName: http://warehouse.example/pack
            timeline: { timeoutInSeconds: 86400 }
            outputMappings:
              - { source: $.output.parcel, target: $.context.parcel }
        """;

    private readonly FlowTestBed _bed = new(FlowYaml.Load(Flow));

    [Fact]
    public async Task A_bank_that_is_away_for_two_hours_delays_the_order()
    {
        _bed.Stubs.On("charge", StubAnswer.Error("no connection"), StubAnswer.Error("no connection"), StubAnswer.Output(FlowValue.EmptyObject));
        _bed.Stubs.On("pack", StubAnswer.AcceptedThen(TimeSpan.FromMinutes(5), FlowValue.Parse("""{ "parcel": "p-1" }""")));

        var result = await _bed.RunAsync("shop:order", FlowValue.Parse("""{ "amount": 12 }"""));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal("p-1", result.Context["parcel"].AsString());
        Assert.Equal(["charge", "charge", "charge", "pack"], _bed.Calls.Select(call => call.Request.Task));
        Assert.Equal(TimeSpan.FromMinutes(125), _bed.Time.Elapsed);
    }

    [Fact]
    public async Task A_parcel_that_is_never_packed_fails_the_order_after_a_day()
    {
        _bed.Stubs.On("pack", StubAnswer.Accepted);
        var order = await _bed.StartAsync("shop:order");

        await _bed.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal(ExecutionStatus.Running, (await _bed.GetAsync(order.Id)).Status);

        await _bed.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(ExecutionStatus.Failed, (await _bed.GetAsync(order.Id)).Status);
    }

    [Fact]
    public async Task A_crash_while_the_parcel_is_packed_changes_nothing()
    {
        _bed.Stubs.On("pack", StubAnswer.Accepted);
        var order = await _bed.StartAsync("shop:order");

        await _bed.RestartAsync();
        await _bed.CallAsync(engine => engine.CompleteTaskAsync(order.Id, new TaskCallback("pack", CallbackStatus.Success)));

        Assert.Equal(ExecutionStatus.Succeed, (await _bed.GetAsync(order.Id)).Status);
        Assert.Equal(["charge", "pack"], _bed.Calls.Select(call => call.Request.Task));
    }
}
#endregion
