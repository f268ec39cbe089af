using FlowKit.Testing.Scenarios;

namespace FlowKit.Tests.Scenarios;

/// <summary>The flows of a scenario: how they are written, and which faults are theirs.</summary>
public sealed class ScenarioFlowTests
{
    private const string Holds = "\nexpect: { status: SUCCEED, tasks: { only: SUCCEED } }\n";

    [Theory]
    [InlineData("flow: { workspace: a, dagName: b, tasks: [{ name: only, category: pass }] }")]
    [InlineData("flow: |\n  workspace: a\n  dagName: b\n  tasks: [{ name: only, category: pass }]")]
    [InlineData("flow: |+\n\n    workspace: a\n    dagName: b\n    tasks:\n      - name: only\n        category: pass\n")]
    [InlineData("flow: |2-\n  workspace: a\n  dagName: b\n  tasks: [{ name: only, category: pass }]")]
    [InlineData("flow: |-\n  {\"workspace\": \"a\", \"dagName\": \"b\", \"tasks\": [{\"name\": \"only\", \"category\": \"pass\"}]}")]
    [InlineData("flow: >\n  {\"workspace\": \"a\", \"dagName\": \"b\",\n  \"tasks\": [{\"name\": \"only\", \"category\": \"pass\"}]}")]
    [InlineData("flow: '{\"workspace\": \"a\", \"dagName\": \"b\", \"tasks\": [{\"name\": \"only\", \"category\": \"pass\"}]}'")]
    [InlineData("flow: \"workspace: a\\ndagName: b\\ntasks: [{ name: only, category: pass }]\"")]
    public async Task A_flow_may_be_written_in_place(string flow) =>
        Assert.Empty(await RunScenario.DifferencesAsync("name: n\n" + flow + Holds));

    [Theory]
    [InlineData("b.yaml", "workspace: a\ndagName: b\ntasks: [{ name: only, category: pass }]\n")]
    [InlineData("b.json", "{\"workspace\": \"a\", \"dagName\": \"b\", \"tasks\": [{\"name\": \"only\", \"category\": \"pass\"}]}")]
    [InlineData("flows/deeper/b.yml", "{\"workspace\": \"a\", \"dagName\": \"b\", \"tasks\": [{\"name\": \"only\", \"category\": \"pass\"}]}")]
    public async Task A_path_begins_beside_the_scenario_file(string name, string text)
    {
        using var folder = new TestFolder();
        folder.Write("cases/" + name, text);
        foreach (var reference in new[] { name, "./" + name, "../cases/" + name })
        {
            var file = ScenarioFile.Read(folder.Write("cases/x.flowtest.yaml", $"name: n\nflow: {reference}{Holds}"));
            Assert.Empty((await new ScenarioRunner().RunAsync(file)).Single().Differences);
        }
    }

    [Fact]
    public async Task The_flow_of_a_scenario_wins_over_another_of_its_name() => Assert.Empty(await RunScenario.DifferencesAsync("""
        name: same name
        flow: { workspace: a, dagName: b, tasks: [{ name: only, category: pass }] }
        flows:
          - { workspace: a, dagName: b, tasks: [{ name: other, category: pass }] }
        expect: { tasks: { only: SUCCEED } }
        """));

    [Theory]
    [InlineData("flow:\n  workspace: a\n  dagName: b\n  dagName: b\n  tasks: [{ name: only, category: pass }]", 5)]
    [InlineData("flow: ./x\nflows:\n  - { workspace: a, dagName: c, dagName: c, tasks: [{ name: only, category: pass }] }", 4)]
    [InlineData("flow: ./x\nflows:\n  - workspace: a\n    dagName: c\n    tasks: [{ name: bad-name, category: pass }]", 6)]
    [InlineData("flow: ./x\nflows:\n  - |\n    workspace: a\n    dagName: c\n    tasks: [{ name: bad-name, category: pass }]", 7)]
    public async Task A_fault_of_any_of_the_flows_is_a_refusal(string flows, int line)
    {
        using var folder = new TestFolder();
        folder.Write("x", "workspace: a\ndagName: b\ntasks: [{ name: only, category: pass }]\n");
        var file = ScenarioFile.Read(folder.Write("x.flowtest.yaml", $"name: n\n{flows}\nexpect: {{ refused: [{{ line: {line} }}] }}"));
        Assert.Empty((await new ScenarioRunner().RunAsync(file)).Single().Differences);
    }

    [Fact]
    public async Task Faults_of_reading_and_of_the_rules_are_told_together() => Assert.Empty(await RunScenario.DifferencesAsync("""
        name: all at once
        flow:
          workspace: a
          dagName: b
          tasks:
            - { name: one, category: repeat }
            - { name: two, category: pass, next: [nowhere, three] }
            - { name: three, category: function, resourceName: "function://a", retry: { maxRetryTimes: many } }
            - { name: four, category: function }
        expect:
          refused:
            - { line: 6, column: 30, task: one, contains: repeat }
            - { line: 7, column: 43, task: two, contains: nowhere }
            - { line: 8, task: three }
            - { line: 9, task: four, code: FLOW2401 }
        """));

    [Theory]
    [InlineData("{}", true)]
    [InlineData("{ code: FLOW0001 }", false)]
    [InlineData("{ line: 6 }", true)]
    [InlineData("{ line: 5 }", false)]
    [InlineData("{ line: 6, column: 42 }", true)]
    [InlineData("{ line: 6, column: 41 }", false)]
    [InlineData("{ task: two }", true)]
    [InlineData("{ task: three }", false)]
    [InlineData("{ contains: nowhere }", true)]
    [InlineData("{ contains: somewhere }", false)]
    [InlineData("{ line: 6, column: 42, task: two, contains: nowhere }", true)]
    [InlineData("{ line: 6, column: 42, task: one, contains: nowhere }", false)]
    public async Task Every_member_of_an_expected_fault_counts(string fault, bool holds)
    {
        var differences = await RunScenario.DifferencesAsync($$"""
            name: refused
            flow:
              workspace: a
              dagName: b
              tasks:
                - { name: two, category: pass, next: nowhere }
            expect: { refused: [{{fault}}] }
            """);
        Assert.Equal(holds, differences.Count == 0);
    }

    [Theory]
    [InlineData("input: { other: 1 }\nexpect: { refused: true }")]
    [InlineData("input: { other: 1 }\nexpect: { refused: [{ contains: link }] }")]
    [InlineData("input: { link: a }\nexpect: { refused: false, status: SUCCEED }")]
    public async Task A_start_may_be_refused_too(string rest) => Assert.Empty(await RunScenario.DifferencesAsync($$"""
        name: parameters
        flow:
          workspace: a
          dagName: b
          inputSchema: [{ name: link, type: String, required: true }]
          tasks: [{ name: only, category: pass }]
        {{rest}}
        """));

    [Theory]
    [InlineData("http://listener.example/ended", "work: {}")]
    [InlineData("sms://listener", "\"*\": {}")]
    [InlineData("sms://listener", "\"sms://listener\": { error: nobody there }")]
    public async Task The_call_that_tells_of_the_end_is_no_call_of_a_task(string listener, string stub) => Assert.Empty(await RunScenario.DifferencesAsync($$"""
        name: end
        flow:
          workspace: a
          dagName: b
          callback: { resourceName: "{{listener}}" }
          tasks: [{ name: work, category: function, resourceName: "function://work" }]
        stubs: { {{stub}} }
        when: [{ advance: 10m }]
        expect: { status: SUCCEED, calls: [work], callsUnordered: [work], events: [TASK_FINISH, DAG_SUCCEED] }
        """));

    [Fact]
    public async Task Calls_of_branches_that_a_restart_has_not_reached_again_still_count() => Assert.Empty(await RunScenario.DifferencesAsync("""
        name: restarted
        flow:
          workspace: a
          dagName: b
          tasks:
            - { name: first, category: function, resourceName: "function://first", next: loop }
            - name: loop
              category: foreach
              iterationMapping: { collection: $.input.items, item: item }
              input: { items: $.context.items }
              tasks: [{ name: work, category: function, resourceName: "function://work" }]
        input: { items: [1] }
        stubs: { first: [{ output: {} }, { hang: true }] }
        when: [{ advance: 5s }, { retry: all }, { advance: 5s }]
        expect:
          status: RUNNING
          tasks: { first: RUNNING, loop: NOT_STARTED, loop_0-work: NOT_STARTED }
          calls: [first, loop_0-work, first]
          callTimes: { first: [0s, 5s], loop_0-work: [0s] }
          attempts: { first: 1, loop_0-work: 0 }
        """));

    [Fact]
    public async Task Warnings_refuse_nothing() => Assert.Empty(await RunScenario.DifferencesAsync("""
        name: warned
        flow: { workspace: a, dagName: b, tasks: [{ name: only, category: pass, nonsense: 1 }] }
        expect: { status: SUCCEED }
        """));

    [Theory]
    [InlineData("# one\nname: first\nflow: ./a.yaml\n---\nname: second\nflow: ./a.yaml\n...\n", 2)]
    [InlineData("---\nname: first\nflow: ./a.yaml\n---\n# nothing\n---\nname: second\nflow: ./a.yaml\n---\n", 2)]
    [InlineData("\uFEFFname: first\nflow: ./a.yaml\r\n---\r\nname: second\r\nflow: ./a.yaml\r\n", 2)]
    [InlineData("%YAML 1.2\n---\nname: first\nflow: ./a.yaml\n", 1)]
    public async Task Every_document_is_run(string text, int scenarios)
    {
        using var folder = new TestFolder();
        folder.Write("a.yaml", "workspace: a\ndagName: b\ntasks: [{ name: only, category: pass }]\n");
        var results = await new ScenarioRunner().RunAsync(ScenarioFile.Read(folder.Write("x.flowtest.yaml", text)));
        Assert.Equal(scenarios, results.Count);
        Assert.All(results, result => Assert.True(result.Passed, result.ToString()));
    }

    [Fact]
    public async Task A_scenario_without_a_name_goes_by_its_place()
    {
        var result = await new ScenarioRunner().RunAsync(ScenarioFile.Parse("\n\nflow: {}\n", "cases/x.flowtest.yaml").Scenarios.Single());
        Assert.StartsWith("FAILED x.flowtest.yaml(3): ", result.ToString(), StringComparison.Ordinal);
    }
}
