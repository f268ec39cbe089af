using FlowKit.Errors;
using FlowKit.Explaining;
using FlowKit.Tests.Drawing;
using FlowKit.Values;

namespace FlowKit.Tests.Explaining;

public sealed class FlowExplanationTests
{
    private static readonly string[] Folder = ["tests", "FlowKit.Tests", "Explaining"];

    [Fact]
    public void The_text_for_one_of_everything_is_the_approved_one() =>
        Approved.Check(FlowExplanation.Of(DrawnFlows.Flow(DrawnFlows.Everything)).ToString(), [.. Folder, "everything.txt"]);

    [Fact]
    public void The_json_says_what_the_text_says_and_every_member_is_there() => Approved.Check(
        FlowExplanation.Of(DrawnFlows.Flow(DrawnFlows.Everything)).ToValue().ToJson(indented: true).ReplaceLineEndings("\n") + "\n",
        [.. Folder, "everything.json"]);

    [Fact]
    public void A_task_stands_one_stage_behind_the_last_task_it_waits_for()
    {
        var tasks = Explained("""
            - { name: last, category: pass }
            - { name: a, category: pass, next: "b, last" }
            - { name: b, category: pass, next: last }
            - { name: alone, category: pass }
            """).Groups[0].Tasks;

        Assert.Equal([("a", 1), ("alone", 1), ("b", 2), ("last", 3)], tasks.Select(task => (task.Name, task.Stage)));
        Assert.Empty(tasks[0].WaitsFor);
        Assert.Equal(["a", "b"], tasks[3].WaitsFor.Select(wait => wait.Task));
    }

    [Fact]
    public void An_edge_is_written_opened_by_cases_or_follows_from_data()
    {
        var explanation = Explained("""
            - name: route
              category: switch
              input: { n: $.context.n }
              switches:
                - { condition: "$.input[?(@.n > 1)]", next: "a, b" }
                - { condition: default, next: b }
                - { condition: "$.input[?(@.n > 5)]", next: a }
            - { name: a, category: pass, next: c }
            - { name: b, category: function, resourceName: "http://b" }
            - { name: c, category: pass, input: { x: $.b.data.x, y: $.b.y } }
            """);

        Assert.Equal([new("route", false, "opened by case 1 or case 3")], Task(explanation, "a").WaitsFor);
        Assert.Equal([new("route", false, "opened by case 1 or the default case")], Task(explanation, "b").WaitsFor);
        Assert.Equal(
            [new("a", false, "named by its next"), new("b", true, "reads $.context.b.data.x, $.context.b.y")],
            Task(explanation, "c").WaitsFor);
    }

    [Fact]
    public void Targets_spare_what_none_of_them_needs_and_the_others_say_why_they_run()
    {
        const string Tasks = """
            - { name: a, category: pass, next: b }
            - { name: b, category: pass, outputMappings: [{ source: $.input, target: $.context.sum }] }
            - { name: log, category: function, resourceName: "http://log" }
            - { name: before, category: pass, next: log }
            - { name: idle, category: pass }
            - { name: loop, category: foreach, input: { x: [1] }, iterationMapping: { collection: $.input.x, item: i }, tasks: [{ name: inner, category: pass }] }
            output: { total: $.context.sum }
            """;

        var explanation = Explained(Tasks, targets: ["total"]);
        Assert.Equal(["total"], explanation.Targets);
        Assert.Equal(
            [
                ("a", TaskFate.Runs, "b needs it"),
                ("log", TaskFate.Runs, "no target needs it, but it changes something outside"),
                ("before", TaskFate.Runs, "log needs it"),
                ("b", TaskFate.Runs, "the target 'total' is made of its output"),
                ("idle", TaskFate.Pruned, "no target needs it"),
                ("loop", TaskFate.Pruned, "no target needs it"),
                ("inner", TaskFate.Skipped, "loop does not run"),
            ],
            All(explanation).Select(task => (task.Name, task.Fate, task.Why)).OrderBy(task => Array.IndexOf(["a", "log", "before", "b", "idle", "loop", "inner"], task.Name)));

        Assert.Equal(["before", "idle", "inner", "log", "loop"], All(Explained(Tasks, targets: ["b"], force: true))
            .Where(task => task.Fate != TaskFate.Runs).Select(task => task.Name).Order(StringComparer.Ordinal));
        Assert.All(All(Explained(Tasks)), task => Assert.Null(task.Why));
    }

    [Fact]
    public void What_the_flow_itself_skips_is_told()
    {
        var explanation = Explained("""
            - { name: off, category: pass, degrade: { current: true }, next: on }
            - { name: on, category: pass, degrade: { followings: true }, next: never }
            - { name: never, category: pass, next: further }
            - { name: further, category: pass }
            - name: choose
              category: choice
              choices:
                - { condition: "$.output.x", tasks: [{ name: closed, category: pass }] }
                - { condition: "$.input.x", tasks: [{ name: open, category: pass }] }
            """);

        Assert.Equal(
            [("off", "it is degraded"), ("never", "every task before it says skip"), ("further", "every task before it says skip"), ("closed", "the condition of its branch does not hold")],
            All(explanation).Where(task => task.Fate == TaskFate.Skipped).Select(task => (task.Name, task.Why!)));
        Assert.Equal([(0, (bool?)false), (1, null)], Task(explanation, "choose").Conditions.Select((one, index) => (index, one.Holds)));
    }

    [Fact]
    public void An_input_decides_conditions_and_with_them_who_never_begins_and_what_targets_need()
    {
        const string Tasks = """
            - name: route
              category: switch
              input: { kind: $.context.kind }
              switches:
                - { condition: "$.input[?(@.kind == 'a')]", next: a }
                - { condition: default, next: b }
            - { name: a, category: function, resourceName: "http://a", next: end }
            - { name: b, category: function, resourceName: "http://b", next: end }
            - { name: end, category: pass }
            - { name: late, category: return, input: { x: $.end.x }, conditions: ["$.input.x"] }
            - { name: asked, category: script, expression: "1" }
            """;

        Assert.Equal([null, null], Task(Explained(Tasks), "route").Conditions.Select(one => one.Holds));
        Assert.False(Explained(Tasks).HasInput);

        var explanation = Explained(Tasks, input: """{ "kind": "b" }""");
        Assert.True(explanation.HasInput);
        Assert.Equal([false, true], Task(explanation, "route").Conditions.Select(one => one.Holds));
        Assert.Equal([null], Task(explanation, "late").Conditions.Select(one => one.Holds));
        Assert.Equal((TaskFate.Skipped, "with this input every task before it says skip"), (Task(explanation, "a").Fate, Task(explanation, "a").Why));
        Assert.Equal(
            ["route opens with this input: b", "a never begins with this input"],
            explanation.Notes.Where(note => note.Pass == PlanPasses.Conditions).Select(note => $"{note.Task} {note.Text}"));

        var targeted = Explained(Tasks, ["asked"], input: """{ "kind": "b" }""");
        Assert.Equal(
            ["a", "end", "late"], All(targeted).Where(task => task.Fate == TaskFate.Pruned).Select(task => task.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_target_runs_though_it_feeds_only_skipped_tasks()
    {
        const string Tasks = """
            - { name: waste, category: function, resourceName: "function://w", effect: read, tolerance: true, next: off }
            - { name: off, category: pass, degrade: { current: true } }
            """;
        Assert.Equal(TaskFate.Skipped, Task(Explained(Tasks), "waste").Fate);
        Assert.Equal((TaskFate.Runs, "it is a target"), (Task(Explained(Tasks, ["waste"]), "waste").Fate, Task(Explained(Tasks, ["waste"]), "waste").Why));
    }

    [Fact]
    public void Calls_that_run_in_one_go_stand_together_and_every_pass_has_its_notes()
    {
        const string Tasks = """
            - { name: a, category: function, resourceName: "function://a", effect: pure, next: b }
            - { name: b, category: function, resourceName: "function://b", effect: read, next: c }
            - { name: c, category: function, resourceName: "http://c", next: done }
            - { name: done, category: pass, input: { x: 1 } }
            - { name: waste, category: function, resourceName: "function://w", effect: read, tolerance: true, next: off }
            - { name: off, category: pass, degrade: { current: true } }
            """;
        var explanation = Explained(Tasks);

        Assert.Equal(["a", "b"], Assert.Single(explanation.Groups[0].Together));
        Assert.Equal(
            [(PlanPasses.Elide, "done"), (PlanPasses.Elide, "off"), (PlanPasses.Fuse, "a"), (PlanPasses.Cull, "waste")],
            explanation.Notes.Select(note => (note.Pass, note.Task)));
        Assert.Equal((TaskFate.Skipped, "it feeds only tasks that are skipped"), (Task(explanation, "waste").Fate, Task(explanation, "waste").Why));

        var builder = new FlowEngineBuilder { Options = new() { PlanPasses = PlanPasses.None } }.AddFlow(DrawnFlows.Flow(Head + Tasks)).UseAnyProtocol();
        var plain = builder.Build().Flows.Explain("test:explained");
        Assert.Empty(plain.Notes);
        Assert.Empty(plain.Groups[0].Together);
    }

    [Fact]
    public void The_registry_explains_what_it_would_start()
    {
        var flow = DrawnFlows.Flow(DrawnFlows.Everything);
        var flows = new FlowEngineBuilder().AddFlow(flow).UseAnyProtocol().Build().Flows;

        Assert.Equal(FlowExplanation.Of(flow).ToString(), flows.Explain("shop:everything").ToString());
        Assert.Equal(FlowErrorCodes.UnknownFlow, Assert.Throws<FlowException>(() => flows.Explain("shop:nothing")).Code);
    }

    [Theory]
    [InlineData("- { name: a, category: pass, next: b }", null, null, FlowErrorCodes.NextUnknown)]
    [InlineData("- { name: a, category: pass }", "b", null, FlowErrorCodes.UnknownTarget)]
    [InlineData("- { name: a, category: pass }\ninputSchema: [{ name: n, required: true }]", null, "{}", FlowErrorCodes.InputRefused)]
    [InlineData("- { name: a, category: pass }", null, "[]", FlowErrorCodes.InputRefused)]
    public void What_could_not_start_is_refused(string tasks, string? target, string? input, string code)
    {
        var refusal = Assert.Throws<FlowRefusedException>(() => FlowExplanation.Of(
            FlowYaml.Check(Head + tasks).Flow!, input is null ? default : FlowValue.Parse(input), target is null ? null : [target]));
        Assert.Contains(refusal.Diagnostics, one => one.Code == code);
    }

    private const string Head = "workspace: test\ndagName: explained\ntasks:\n";

    private static FlowExplanation Explained(string tasks, IReadOnlyList<string>? targets = null, bool force = false, string? input = null) =>
        FlowExplanation.Of(DrawnFlows.Flow(Head + tasks), input is null ? default : FlowValue.Parse(input), targets, force);

    private static IEnumerable<TaskExplanation> All(FlowExplanation explanation) => explanation.Groups.SelectMany(group => group.Tasks);

    private static TaskExplanation Task(FlowExplanation explanation, string name) => All(explanation).Single(task => task.Name == name);
}
