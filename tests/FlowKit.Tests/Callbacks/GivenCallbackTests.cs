using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Planning;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Callbacks;

/// <summary>The callback a caller gives at the start.</summary>
public class GivenCallbackTests
{
    private const string Flow = """
        workspace: shop
        dagName: order
        callback: { resourceName: "http://flow.example/done" }
        commonMapping:
          order: [{ source: $.context.id, target: $.input.order }]
          key: [{ source: "${secrets.shop}", target: $.input.key }]
        resources:
          - name: mailer
            resourceName: http://mail.example/send
            parameters: { from: shop@example.org, "it's\n": 1, to: nobody }
            inputMappings: [{ source: $.context.mail, target: $.input.to }]
        tasks:
          - { name: pay, category: function, resourceName: "http://bank.example/pay" }
        """;

    private readonly FlowTestBed _bed = new(new FlowTestBedOptions { Protocols = ["http"] });

    public GivenCallbackTests() => _bed.Add(FlowYaml.Load(Flow));

    [Fact]
    public async Task It_is_told_in_place_of_the_flows_own()
    {
        var execution = await StartAsync(new()
        {
            ResourceName = "http://caller.example/done",
            FullContext = true,
            FullDagInfo = true,
            InputMappings =
            [
                new() { Reference = "order" },
                new() { Source = (FlowValue)"$.context.id", Target = "$.input.next", Transform = "source + 1" },
                new() { Value = FlowValue.Null, Target = "$.input.nothing" },
                new() { Value = FlowValue.Object(("n", 1)), Target = "$.input.more" },
                new() { Value = FlowValue.Object(("m", 2)), Target = "$.input.more", Merge = true },
            ],
        });
        var call = Assert.Single(_bed.Calls, call => call.Request.Task == "callback");
        Assert.Equal("http://caller.example/done", call.Request.Resource);
        Assert.Equal((7, 8), (call.Request.Input["order"].AsInt64(), call.Request.Input["next"].AsInt64()));
        Assert.Equal(FlowValueKind.Null, call.Request.Input["nothing"].Kind);
        Assert.Equal(FlowValue.Parse("""{ "n": 1, "m": 2 }"""), call.Request.Input["more"]);
        Assert.Equal(7, call.Request.Input["data"]["id"].AsInt64());
        Assert.Equal("SUCCEED", call.Request.Input["dag_info"]["tasks"]["pay"]["status"].AsString());
        Assert.Equal("delivered", (await _bed.GetAsync(execution.Id)).EndCallback);
    }

    [Fact]
    public async Task It_survives_a_crash_while_the_execution_runs_and_while_it_is_owed()
    {
        _bed.Stubs.On("pay", StubAnswer.Error("away"));
        _bed.Add(FlowYaml.Load(Flow.Replace("dagName: order", "dagName: again", StringComparison.Ordinal).Replace(
            "bank.example/pay\" }", "bank.example/pay\", retry: { maxRetryTimes: 1, intervalInSeconds: 60 } }", StringComparison.Ordinal)));
        _bed.Stubs.On("pay", StubAnswer.Error("away"), StubAnswer.Output(FlowValue.EmptyObject));
        _bed.Stubs.On("callback", StubAnswer.Error("away"), StubAnswer.Error("away"), StubAnswer.Output(FlowValue.EmptyObject));
        var begun = _bed.Time.GetUtcNow();
        var execution = await _bed.StartAsync("shop:again", FlowValue.EmptyObject, new() { Callback = new() { ResourceName = "http://caller.example/done" } });
        await _bed.RestartAsync();
        await _bed.AdvanceAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("owed", (await _bed.GetAsync(execution.Id)).EndCallback);
        Assert.NotNull((await _bed.GetAsync(execution.Id)).EndCallbackFailure);
        await _bed.RestartAsync();
        await _bed.AdvanceAsync(TimeSpan.FromSeconds(10));
        var view = await _bed.GetAsync(execution.Id);
        Assert.Equal(("delivered", null), (view.EndCallback, view.EndCallbackFailure));
        var calls = _bed.Calls.Where(call => call.Request.Task == "callback").ToArray();
        Assert.All(calls, call => Assert.Equal("http://caller.example/done", call.Request.Resource));
        Assert.Equal([60, 61, 63], calls.Select(call => (call.Time - begun).TotalSeconds));
    }

    [Fact]
    public async Task It_is_dead_after_the_last_try_and_sent_again_by_an_operator()
    {
        _bed.Stubs.On("callback", StubAnswer.Error("away"));
        var execution = await StartAsync(new() { ResourceName = "http://caller.example/done" });
        await _bed.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("dead", (await _bed.GetAsync(execution.Id)).EndCallback);
        await _bed.RestartAsync();
        _bed.Stubs.On("callback", StubAnswer.Output(FlowValue.EmptyObject));
        await _bed.CallAsync(engine => engine.ResendCallbackAsync(execution.Id));
        Assert.Equal("delivered", (await _bed.GetAsync(execution.Id)).EndCallback);
        Assert.Equal("http://caller.example/done", _bed.Calls[^1].Request.Resource);
    }

    [Fact]
    public async Task It_is_told_again_after_a_restart_of_the_execution()
    {
        var execution = await StartAsync(new() { ResourceName = "http://caller.example/done" });
        await _bed.CallAsync(engine => engine.RestartAsync(execution.Id));
        Assert.Equal(2, _bed.Calls.Count(call => call.Request is { Task: "callback", Resource: "http://caller.example/done" }));
    }

    [Fact]
    public async Task An_entry_of_the_flows_resources_brings_its_address_and_defaults()
    {
        await StartAsync(new() { ResourceName = "resource://mailer", InputMappings = [new() { Source = (FlowValue)"$.context.id", Target = "$.input.id" }] });
        var request = Assert.Single(_bed.Calls, call => call.Request.Task == "callback").Request;
        Assert.Equal("http://mail.example/send", request.Resource);
        Assert.Equal(
            ("shop@example.org", "ada@example.org", 7, 1),
            (request.Input["from"].AsString(), request.Input["to"].AsString(), request.Input["id"].AsInt64(), request.Input["it's\n"].AsInt64()));
    }

    [Fact]
    public async Task It_may_reach_what_the_flow_may_reach()
    {
        await StartAsync(new() { ResourceName = "http://caller.example/done" });
        ((FlowEngine)_bed.Engine).Flows.AddForeign(FlowYaml.Load(Flow.Replace("order", "foreign", StringComparison.Ordinal)));
        await _bed.StartAsync("shop:foreign", FlowValue.EmptyObject, new() { Callback = new() { ResourceName = "http://caller.example/done" } });
        Assert.Equal([false, true], _bed.Calls.Where(call => call.Request.Task == "callback").Select(call => call.Request.IsFlowForeign));
    }

    [Fact]
    public async Task The_flows_own_callback_is_given_the_defaults_of_resources_too()
    {
        _bed.Add(FlowYaml.Load(Flow.Replace("http://flow.example/done", "resource://mailer", StringComparison.Ordinal)));
        await _bed.StartAsync("shop:order", FlowValue.Object(("mail", "ada@example.org")));
        Assert.Equal("ada@example.org", Assert.Single(_bed.Calls, call => call.Request.Task == "callback").Request.Input["to"].AsString());
    }

    public static TheoryData<CallbackDescriptor, string> Faults => new()
    {
        { new() { ResourceName = "carrier-pigeon://loft" }, FlowErrorCodes.ProtocolUnknown },
        { new() { ResourceName = "http://caller.example/${secrets.shop}" }, FlowErrorCodes.SecretRefused },
        { new() { ResourceName = "http://caller.example", InputMappings = [new() { Reference = "key" }] }, FlowErrorCodes.SecretRefused },
        { new() { ResourceName = "http://caller.example", InputMappings = [new() { Value = "${secrets.shop}", Target = "$.input.a" }] }, FlowErrorCodes.SecretRefused },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task One_with_faults_refuses_the_start(CallbackDescriptor callback, string code)
    {
        var refused = await Assert.ThrowsAsync<FlowRefusedException>(() => StartAsync(callback));
        Assert.Contains(refused.Diagnostics, one => one.Code == code);
    }

    [Theory]
    [InlineData("resource://nobody", null)]
    [InlineData("", null)]
    [InlineData("http://caller.example", "$.input[")]
    [InlineData("http://caller.example", null)]
    public async Task One_that_leads_nowhere_refuses_the_start(string resource, string? target)
    {
        var callback = new CallbackDescriptor { ResourceName = resource, InputMappings = [new() { Source = (FlowValue)"$.context.id", Target = target is null ? null : new(target, SourcePlace.None) }] };
        await Assert.ThrowsAsync<FlowRefusedException>(() => StartAsync(callback));
        Assert.Empty(_bed.Calls);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("{\"resourceName\":1}")]
    [InlineData("{\"resourceName\":\"http://a\",\"inputMappings\":[1]}")]
    [InlineData("{\"resourceName\":\"http://a\",\"inputMappings\":[{\"source\":\"$.(\",\"target\":\"$.input.a\"}]}")]
    [InlineData("{\"resourceName\":\"http://a\",\"inputMappings\":[{\"source\":\"$.tasks.\",\"target\":\"$.input.a\",\"transform\":\"(\"}]}")]
    [InlineData("{\"resourceName\":\"http://a\",\"inputMappings\":[{\"source\":{\"a\":[]},\"target\":\"$..a\",\"transform\":\")\"}]}")]
    public void What_was_kept_and_is_damaged_is_told(string kept) => Assert.False(GivenCallback.TryRead(FlowValue.Parse(kept), out _));

    private Task<FlowExecution> StartAsync(CallbackDescriptor callback) => _bed.StartAsync(
        "shop:order", FlowValue.Object(("id", 7), ("mail", "ada@example.org")), new() { Callback = callback });
}
