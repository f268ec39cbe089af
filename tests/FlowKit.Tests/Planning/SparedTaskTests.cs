using FlowKit.Callbacks;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Planning;

/// <summary>Tasks that are not run because nobody needs what they do, while an execution runs.</summary>
public class SparedTaskTests
{
    private const string LookUp = """
          - { name: look, category: function, resourceName: "function://look", effect: read, next: "shown,noted" }
          - { name: shown, category: function, resourceName: "function://shown", effect: pure, degrade: { current: true } }
          - { name: noted, category: pass, degrade: { current: true } }
          - { name: other, category: function, resourceName: "function://other" }
        """;

    private const string Gate = """
          - { name: asks, category: function, resourceName: "function://asks", pattern: task_async, next: look }
          - { name: look, category: function, resourceName: "function://look", effect: read, next: act }
          - { name: act, category: function, resourceName: "function://act", next: last }
          - { name: last, category: function, resourceName: "function://last" }
        """;

    private FlowTestBed _bed = new();

    [Fact]
    public async Task A_look_up_for_skipped_tasks_is_skipped_and_says_why()
    {
        var view = await RunAsync(LookUp);
        Assert.Equal((FlowTaskStatus.Skipped, "culled: it feeds only skipped tasks"), (view.Tasks["look"].Status, view.Tasks["look"].SkipReason));
        Assert.Equal("degraded", view.Tasks["shown"].SkipReason);
        Assert.Equal(ExecutionStatus.Succeed, view.Status);
        Assert.Equal(["other"], Calls);
    }

    [Fact]
    public async Task Without_the_pass_it_runs()
    {
        _bed = new(new FlowTestBedOptions { Engine = new() { PlanPasses = PlanPasses.All & ~PlanPasses.Cull } });
        Assert.Equal(FlowTaskStatus.Succeed, (await RunAsync(LookUp)).Tasks["look"].Status);
    }

    [Fact]
    public async Task A_target_runs_whatever_it_feeds()
    {
        var view = await RunAsync(LookUp, new() { Targets = ["look"] });
        Assert.Equal(FlowTaskStatus.Succeed, view.Tasks["look"].Status);
    }

    [Fact]
    public async Task An_operator_may_run_it_alone()
    {
        var view = await RunAsync(LookUp);
        await _bed.CallAsync(engine => engine.RunTaskAsync(view.ExecutionId, "look"));
        Assert.Equal(FlowTaskStatus.Succeed, (await _bed.GetAsync(view.ExecutionId)).Tasks["look"].Status);
        Assert.Equal(["other", "look"], Calls);
    }

    [Fact]
    public async Task When_an_operator_skips_what_it_feeds_it_does_not_run()
    {
        _bed.Stubs.On("asks", StubAnswer.Accepted);
        _bed.Add(Flow(Gate));
        var id = (await _bed.StartAsync("spare:flow")).Id;
        await _bed.CallAsync(engine => engine.SkipAsync(id, "act"));
        await _bed.CallAsync(engine => engine.CompleteTaskAsync(id, new TaskCallback("asks", CallbackStatus.Success)));
        var view = await _bed.GetAsync(id);
        Assert.Equal((FlowTaskStatus.Skipped, ExecutionStatus.Succeed), (view.Tasks["look"].Status, view.Status));
        Assert.Equal(["asks", "last"], Calls.Order());
    }

    [Theory]
    [InlineData(true, PlanPasses.All, "look")]
    [InlineData(false, PlanPasses.All, "look,before,acts")]
    [InlineData(true, PlanPasses.All & ~PlanPasses.Conditions, "look,before")]
    [InlineData(true, PlanPasses.None, "look,before,other")]
    public async Task What_leads_only_to_what_the_input_closes_is_spared_by_targets(bool stop, PlanPasses passes, string calls)
    {
        _bed = new(new FlowTestBedOptions { Engine = new() { PlanPasses = passes } });
        var view = await RunAsync(
            """
              - { name: look, category: function, resourceName: "function://look", effect: read }
              - { name: before, category: function, resourceName: "function://before", effect: read, next: stop }
              - { name: stop, category: return, inputMappings: [ { source: $.context.stop, target: $.input.stop } ], conditions: [ "$.input[?(@.stop == true)]" ], next: acts }
              - { name: acts, category: function, resourceName: "function://acts" }
              - { name: other, category: function, resourceName: "function://other", effect: read }
            """,
            new() { Targets = ["look"] },
            FlowValue.Object(("stop", stop)));
        Assert.Equal(ExecutionStatus.Succeed, view.Status);
        Assert.Equal(calls.Split(','), Calls);
    }

    [Theory]
    [InlineData("$.context.key", "", true)]
    [InlineData("$.context.key", "outputMappings: [ { source: 1, target: $.context.key } ], ", false)]
    [InlineData("$.context.key", "outputMappings: [ { source: 1, target: '$.context[*].key' } ], ", false)]
    [InlineData("$.context.key", "outputMappings: [ { source: 1, target: $.context.other } ], ", true)]
    [InlineData("$.context", "", false)]
    [InlineData("$.context.list[*]", "", false)]
    [InlineData("5", "", true)]
    public void A_condition_is_early_when_no_task_writes_what_it_reads(string source, string field, bool early)
    {
        var flow = Flow($$"""
              - { name: first, category: pass, {{field}}next: choose }
              - { name: choose, category: switch, inputMappings: [ { source: "{{source}}", target: $.input.key } ], switches: [ { condition: $.input.key, next: last } ] }
              - { name: last, category: pass }
            """);
        Assert.Equal(early, FlowKit.Planning.Planner.Plan(flow, "1").EarlyTasks.Count == 1);
    }

    private IEnumerable<string> Calls => _bed.Calls.Select(call => call.Request.Task);

    private static Descriptors.FlowDescriptor Flow(string tasks) => FlowYaml.Load($"workspace: spare\ndagName: flow\ntasks:\n{tasks}\n");

    private async Task<ExecutionView> RunAsync(string tasks, StartOptions? options = null, FlowValue input = default)
    {
        _bed.Add(Flow(tasks));
        return await _bed.GetAsync((await (await _bed.StartAsync("spare:flow", input, options)).Completion).ExecutionId);
    }
}
