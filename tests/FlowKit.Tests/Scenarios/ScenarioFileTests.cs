using FlowKit.Errors;
using FlowKit.Testing.Scenarios;
using FlowKit.Values;

namespace FlowKit.Tests.Scenarios;

public sealed class ScenarioFileTests
{
    private const string Flow = "flow: { workspace: a, dagName: b, tasks: [{ name: only, category: pass }] }";

    [Fact]
    public void Every_document_is_a_scenario_and_empty_ones_are_none()
    {
        var file = ScenarioFile.Parse($"name: one\n{Flow}\n---\n---\nname: two\n{Flow}\n---\n", "x.flowtest.yaml");
        Assert.Equal(["one", "two"], file.Scenarios.Select(scenario => scenario.Name));
        Assert.All(file.Scenarios, scenario => Assert.Empty(scenario.Faults));
        Assert.Equal(5, file.Scenarios[1].Place.Line);
    }

    [Fact]
    public void A_flow_may_be_a_map_a_path_or_a_block_of_text()
    {
        using var folder = new TestFolder();
        folder.Write("flows/b.yaml", "workspace: a\ndagName: fromFile\ntasks: [{ name: only, category: pass }]\n");
        var path = folder.Write("x.flowtest.yaml", """
            name: map
            flow: { workspace: a, dagName: fromMap, tasks: [{ name: only, category: pass }] }
            ---
            name: path
            flow: ./flows/b.yaml
            flows: [./flows/b.yaml, { workspace: a, dagName: c, tasks: [{ name: only, category: pass }] }]
            ---
            name: block
            flow: |
              workspace: a
              dagName: fromBlock
              tasks: [{ name: only, category: pass }]
            """);
        var scenarios = ScenarioFile.Read(path).Scenarios;

        Assert.All(scenarios, scenario => Assert.Empty(scenario.Faults));
        Assert.Equal(["a:fromMap", "a:fromFile", "a:fromBlock"], scenarios.Select(scenario => scenario.Flow.Flow!.Name));
        Assert.Equal(["a:fromFile", "a:c"], scenarios[1].OtherFlows.Select(flow => flow.Flow!.Name));
    }

    [Theory]
    [InlineData("flow:\n  workspace: a\n  dagName: b\n  tasks:\n    - { name: only, category: repeat }\n", 6, 31)]
    [InlineData("flow: |\n\n  workspace: a\n  dagName: b\n  tasks:\n    - { name: only, category: repeat }\nexpect: {}\n", 7, 31)]
    public void Places_in_a_flow_count_in_the_scenario_file(string flow, int line, int column)
    {
        var scenario = ScenarioFile.Parse("name: n\n" + flow, "x.flowtest.yaml").Scenarios.Single();
        var fault = Assert.Single(scenario.Flow.Diagnostics, one => one.Severity == DiagnosticSeverity.Error);
        Assert.Equal((line, column, "x.flowtest.yaml"), (fault.Place.Line, fault.Place.Column, fault.Place.File));
        Assert.Empty(scenario.Faults);
    }

    [Fact]
    public void A_key_that_stands_twice_in_an_inline_flow_is_a_fault_of_the_flow()
    {
        var scenario = ScenarioFile.Parse("name: n\nflow:\n  workspace: a\n  workspace: b\n  dagName: b\n", "x").Scenarios.Single();
        Assert.Empty(scenario.Faults);
        Assert.Contains(scenario.Flow.Diagnostics, one => one.Place.Line == 4);
    }

    [Theory]
    [InlineData("name: n", 1, 1, "'flow' is missing")]
    [InlineData(Flow, 1, 1, "'name' is missing")]
    [InlineData("name: n\n" + Flow + "\nstub: {}", 3, 1, "'stub'")]
    [InlineData("name: n\nflow: ./missing.yaml", 2, 7, "missing.yaml")]
    [InlineData("name: n\nflow: [1]", 2, 7, "a list")]
    [InlineData("name: n\n" + Flow + "\ninput: 3", 3, 8, "a map")]
    [InlineData("name: n\n" + Flow + "\nstubs: { only: { outputs: {} } }", 3, 18, "'outputs'")]
    [InlineData("name: n\n" + Flow + "\nstubs: { only: [] }", 3, 16, "a list")]
    [InlineData("name: n\n" + Flow + "\nstubs: { only: { output: {}, error: x } }", 3, 16, "'output' and 'error'")]
    [InlineData("name: n\n" + Flow + "\nstubs: { only: { output: {}, then: {} } }", 3, 16, "'accepted'")]
    [InlineData("name: n\n" + Flow + "\nstubs: { only: { after: 3 } }", 3, 25, "a time")]
    [InlineData("name: n\n" + Flow + "\nstubs: { only: { output: {}, status: done } }", 3, 38, "'done'")]
    [InlineData("name: n\n" + Flow + "\nwhen: [{ advance: soon }]", 3, 19, "a time")]
    [InlineData("name: n\n" + Flow + "\nwhen: [{ advance: -1s }]", 3, 19, "a time")]
    [InlineData("name: n\n" + Flow + "\nwhen: [{ advance: }]", 3, 10, "no time")]
    [InlineData("name: n\n" + Flow + "\nwhen: [{ refused: true }]", 3, 8, "what happens")]
    [InlineData("name: n\n" + Flow + "\nwhen: [{ cancel: true, pause: true }]", 3, 24, "'cancel' and 'pause'")]
    [InlineData("name: n\n" + Flow + "\nwhen: [{ cancel: false }]", 3, 8, "must be true")]
    [InlineData("name: n\n" + Flow + "\nwhen: [{ retry: some }]", 3, 17, "failed, all")]
    [InlineData("name: n\n" + Flow + "\nwhen: [{ callback: { status: success } }]", 3, 20, "'task' is missing")]
    [InlineData("name: n\n" + Flow + "\nwhen: [{ callback: { task: t, attempt: one } }]", 3, 40, "a whole number")]
    [InlineData("name: n\n" + Flow + "\nexpect: { state: SUCCEED }", 3, 11, "'state'")]
    [InlineData("name: n\n" + Flow + "\nexpect: { status: SUCCEEDED }", 3, 19, "'SUCCEEDED'")]
    [InlineData("name: n\n" + Flow + "\nexpect: { tasks: { only: DONE } }", 3, 26, "'DONE'")]
    [InlineData("name: n\n" + Flow + "\nexpect: { callTimes: { only: 3s } }", 3, 30, "a list of times")]
    [InlineData("name: n\n" + Flow + "\nexpect: { callTimes: { only: [3] } }", 3, 31, "a time")]
    [InlineData("name: n\n" + Flow + "\nexpect: { attempts: { only: many } }", 3, 29, "a whole number")]
    [InlineData("name: n\n" + Flow + "\nexpect: { events: [DAG_DONE] }", 3, 20, "'DAG_DONE'")]
    [InlineData("name: n\n" + Flow + "\nexpect: { refused: [{ lines: 3 }] }", 3, 23, "'lines'")]
    [InlineData("name: n\n" + Flow + "\nname: m", 3, 1, "'name'")]
    [InlineData("- name: n", 1, 1, "a map")]
    [InlineData("name: n\nflow: { workspace: a", 2, 21, "bracket")]
    public void A_bad_scenario_is_told_with_its_place(string text, int line, int column, string words)
    {
        var scenario = ScenarioFile.Parse(text, "x.flowtest.yaml").Scenarios.Single();
        Assert.Contains(
            scenario.Faults,
            fault => fault.Place.Line == line && fault.Place.Column == column && fault.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bad_scenario_is_not_run_and_the_others_of_its_file_are()
    {
        var file = ScenarioFile.Parse($"name: bad\n{Flow}\nexpects: {{}}\n---\nname: good\n{Flow}\n", "x.flowtest.yaml");
        var results = await new ScenarioRunner().RunAsync(file);
        Assert.Equal(["bad", "good"], results.Select(result => result.Name));
        Assert.Equal([false, true], results.Select(result => result.Passed));
        Assert.Equal("scenario", results[0].Differences.Single().What);
        Assert.Contains("x.flowtest.yaml(3,1)", results[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_empty_is_one_bad_scenario()
    {
        Assert.NotEmpty(ScenarioFile.Read("/nowhere/x.flowtest.yaml").Scenarios.Single().Faults);
        Assert.NotEmpty(ScenarioFile.Parse("# nothing\n", "x").Scenarios.Single().Faults);
    }

    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("10s", 10_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("5m", 300_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("0s", 0)]
    public void A_duration_has_a_unit(string text, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Duration.Parse(text));

    [Theory]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1e3s")]
    [InlineData("1d")]
    [InlineData("9999999999999h")]
    [InlineData("79228162514264337593543950335h")]
    public void Anything_else_is_no_duration(string text) => Assert.Null(Duration.Parse(text));

    [Fact]
    public void Values_of_a_scenario_keep_null()
    {
        var scenario = ScenarioFile.Parse(
            $"name: n\n{Flow}\ninput: {{ a: null }}\nexpect: {{ output: null, context: {{ a: null }} }}\n", "x").Scenarios.Single();
        Assert.Empty(scenario.Faults);
        Assert.Equal(FlowValue.Null, scenario.Expected.Output);
        Assert.Equal(FlowValue.Object(("a", FlowValue.Null)), scenario.Expected.Context);
    }
}
