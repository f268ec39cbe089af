using FlowKit.Planning;

namespace FlowKit.Tests.Planning;

/// <summary>What the passes find out about a flow, and that each can be switched off.</summary>
public class PlanPassesTests
{
    [Fact]
    public void A_chain_of_calls_without_effect_is_fused_through_what_is_decided_between_them() => Assert.Equal(
        ["a, p, s, b"],
        Chains("""
            - { name: first, category: function, resourceName: "function://f", next: a }
            - { name: a, category: function, resourceName: "function://f", effect: read, next: p }
            - { name: p, category: pass, next: s }
            - { name: s, category: script, expression: "1 + 1", next: b }
            - { name: b, category: script, run: named, effect: pure, next: last }
            - { name: last, category: function, resourceName: "http://x" , effect: read }
            """));

    [Theory]
    [InlineData("resourceName: \"function://f\"")]
    [InlineData("resourceName: \"function://f\", effect: write")]
    [InlineData("resourceName: \"http://f\", effect: pure")]
    [InlineData("resourceName: \"function://f\", effect: pure, pattern: task_async")]
    [InlineData("resourceName: \"rillflow://w:other\", effect: pure")]
    [InlineData("resourceName: \"function://f\", effect: pure, cache: { }")]
    public void What_may_leave_the_process_or_have_an_effect_is_not_fused(string call) => Assert.Empty(Chains($$"""
        - { name: a, category: function, {{call}}, next: b }
        - { name: b, category: function, {{call}} }
        """));

    [Fact]
    public void One_call_alone_is_no_chain() => Assert.Empty(Chains("""
        - { name: a, category: function, resourceName: "function://f", effect: pure, next: p }
        - { name: p, category: pass }
        """));

    [Fact]
    public void A_pass_whose_mappings_nobody_sees_is_elided() => Assert.Equal(
        ["plain", "looks"],
        Tasks(PlanPasses.Elide, """
            - { name: plain, category: pass }
            - { name: looks, category: pass, inputMappings: [ { source: $.context.a, target: $.input.a } ] }
            - { name: maps, category: pass, outputMappings: [ { source: 1, target: $.context.a } ] }
            - { name: writes, category: pass, inputMappings: [ { source: 1, target: $.context.a } ] }
            - { name: mayFail, category: pass, inputMappings: [ { source: $.context.a, target: $.input.a, tolerance: false } ] }
            - { name: waits, category: pass, timeline: { suspenseIntervalSeconds: 1 } }
            """));

    [Fact]
    public void What_follows_only_those_who_say_skip_never_begins() => Assert.Equal(
        ["b", "c", "d", "closed"],
        Tasks(PlanPasses.Unreachable, """
            - { name: stop, category: return, conditions: [], next: b }
            - { name: b, category: pass, next: "c,join" }
            - { name: c, category: pass }
            - { name: a, category: pass, degrade: { followings: true }, next: "d,join" }
            - { name: d, category: pass }
            - { name: live, category: pass, next: join }
            - { name: join, category: pass }
            - name: route
              category: switch
              switches: [ { condition: $.context.never, next: closed }, { condition: $.input.maybe, next: open }, { condition: default, next: other } ]
            - { name: closed, category: pass }
            - { name: open, category: pass }
            - { name: other, category: pass }
            """));

    [Theory]
    [InlineData("degrade: { current: true }")]
    [InlineData("tolerance: true, timeline: { timeoutInSeconds: $.input.no }")]
    public void A_return_that_may_itself_be_skipped_stops_nobody_for_sure(string field) => Assert.Empty(Tasks(PlanPasses.Unreachable, $$"""
        - { name: stop, category: return, conditions: [], {{field}}, next: b }
        - { name: b, category: pass }
        """));

    [Fact]
    public void A_look_up_for_skipped_tasks_alone_is_culled() => Assert.Equal(
        ["a", "b"],
        Tasks(PlanPasses.Cull, """
            - { name: a, category: function, resourceName: "function://f", effect: read, next: b }
            - { name: b, category: function, resourceName: "function://f", effect: pure, next: off }
            - { name: off, category: function, resourceName: "function://f", degrade: { current: true } }
            - { name: leaf, category: function, resourceName: "function://f", effect: read }
            - { name: acts, category: function, resourceName: "function://f", next: off }
            - { name: tells, category: function, resourceName: "function://f", effect: read, next: off, outputMappings: [ { source: 1, target: $.context.x } ] }
            - { name: alsoLive, category: function, resourceName: "function://f", effect: read, next: "off,leaf" }
            """));

    [Theory]
    [InlineData("", 0)]
    [InlineData("tolerance: true, ", 1)]
    public void A_look_up_whose_failure_would_stop_a_write_is_culled_only_where_failures_are_tolerated(string field, int culled) => Assert.Equal(
        culled,
        Tasks(PlanPasses.Cull, $$"""
            - { name: check, category: function, resourceName: "function://f", effect: read, {{field}}next: off }
            - { name: off, category: pass, degrade: { current: true }, next: acts }
            - { name: acts, category: function, resourceName: "function://f" }
            """).Count());

    [Theory]
    [InlineData(PlanPasses.Unreachable)]
    [InlineData(PlanPasses.Elide)]
    [InlineData(PlanPasses.Fuse)]
    [InlineData(PlanPasses.Cull)]
    public void A_pass_that_is_switched_off_says_nothing(PlanPasses pass)
    {
        const string tasks = """
            - { name: a, category: function, resourceName: "function://f", effect: pure, next: b }
            - { name: b, category: function, resourceName: "function://f", effect: pure, next: e }
            - { name: c, category: script, expression: "1", next: f }
            - { name: f, category: pass, degrade: { current: true } }
            - { name: e, category: return, conditions: [], next: d }
            - { name: d, category: pass }
            """;
        Assert.Contains(Plan(tasks, PlanPasses.All).Notes, note => note.Pass == pass);
        Assert.DoesNotContain(Plan(tasks, PlanPasses.All & ~pass).Notes, note => note.Pass == pass);
        Assert.Empty(Plan(tasks, PlanPasses.None).Notes);
    }

    private static IEnumerable<string> Chains(string tasks)
    {
        var plan = Plan(tasks, PlanPasses.All);
        return plan.Chains.Select(chain => string.Join(", ", chain.Tasks.Select(index => plan.Groups[chain.Group].Tasks[index].Name)));
    }

    private static IEnumerable<string> Tasks(PlanPasses pass, string tasks) =>
        Plan(tasks, PlanPasses.All).Notes.Where(note => note.Pass == pass).Select(note => note.Task);

    private static FlowPlan Plan(string tasks, PlanPasses passes) =>
        Planner.Plan(FlowYaml.Load($"workspace: w\ndagName: passes\ntasks:\n{tasks}\n"), "1", passes: passes);
}
