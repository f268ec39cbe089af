using FlowKit.Errors;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Callbacks;

public class EndCallbackTests
{
    private const string Flow = """
        workspace: shop
        dagName: order
        callback:
          resourceName: http://listener.example/done
          fullContext: true
          inputMappings:
            - { source: $.context.id, target: $.input.order }
        tasks:
          - { name: pay, category: function, resourceName: "http://bank.example/pay" }
        """;

    private readonly FlowTestBed _bed = new(new FlowTestBedOptions { Protocols = ["http"] });

    public EndCallbackTests() => _bed.Add(FlowYaml.Load(Flow));

    [Fact]
    public async Task The_end_is_told_with_what_the_flow_asks_for()
    {
        var execution = await _bed.StartAsync("shop:order", FlowValue.Object(("id", 7)));
        var call = Assert.Single(_bed.Calls, call => call.Request.Task == "callback");
        Assert.Equal(
            FlowValue.Object(("order", 7), ("execution_id", execution.Id), ("dag_status", "succeed"), ("data", FlowValue.Object(("id", 7)))),
            call.Request.Input);
        Assert.Equal("delivered", (await _bed.GetAsync(execution.Id)).EndCallback);
    }

    [Fact]
    public async Task Its_key_is_no_tasks()
    {
        _bed.Add(FlowYaml.Load(Flow.Replace("name: pay", "name: callback", StringComparison.Ordinal).Replace("dagName: order", "dagName: other", StringComparison.Ordinal)));
        await _bed.StartAsync("shop:other");
        Assert.Equal(2, _bed.Calls.Count(call => call.Request.Task == "callback"));
        Assert.Equal(2, _bed.Calls.Select(call => call.Request.IdempotencyKey).Distinct().Count());
    }

    [Fact]
    public async Task A_failed_execution_tells_which_task_failed()
    {
        _bed.Stubs.On("pay", StubAnswer.Error("no money", retryable: false));
        await _bed.StartAsync("shop:order");
        var told = _bed.Calls.Single(call => call.Request.Task == "callback").Request.Input;
        Assert.Equal("failed", told["dag_status"].AsString());
        Assert.Equal("pay", told["error_info"]["task"].AsString());
        Assert.False(told["error_info"]["failed_tasks"]["pay"].IsMissing);
    }

    [Fact]
    public async Task It_is_tried_again_with_growing_waits_also_after_a_crash()
    {
        _bed.Stubs.On("callback", StubAnswer.Error("away"), StubAnswer.Error("away"), StubAnswer.Output(FlowValue.EmptyObject));
        var begun = _bed.Time.GetUtcNow();
        var execution = await _bed.StartAsync("shop:order");
        Assert.Equal("owed", (await _bed.GetAsync(execution.Id)).EndCallback);
        await _bed.AdvanceAsync(TimeSpan.FromSeconds(1));
        await _bed.RestartAsync();
        await _bed.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("delivered", (await _bed.GetAsync(execution.Id)).EndCallback);
        var times = _bed.Calls.Where(call => call.Request.Task == "callback").Select(call => (call.Time - begun).TotalSeconds);
        Assert.Equal([0, 1, 3], times);
    }

    [Fact]
    public async Task After_the_last_try_it_is_dead_and_an_operator_sends_it_again()
    {
        _bed.Stubs.On("callback", StubAnswer.Error("away"));
        var execution = await _bed.StartAsync("shop:order");
        await Assert.ThrowsAsync<FlowException>(() => _bed.CallAsync(engine => engine.ResendCallbackAsync(execution.Id)));
        await _bed.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("dead", (await _bed.GetAsync(execution.Id)).EndCallback);
        Assert.Equal(9, _bed.Calls.Count(call => call.Request.Task == "callback"));

        _bed.Stubs.On("callback", StubAnswer.Output(FlowValue.EmptyObject));
        await _bed.CallAsync(engine => engine.ResendCallbackAsync(execution.Id));
        Assert.Equal("delivered", (await _bed.GetAsync(execution.Id)).EndCallback);
    }
}
