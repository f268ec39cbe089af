namespace FlowKit.Tests.Scenarios;

/// <summary>Each step, where the engine takes it and where it refuses it.</summary>
public sealed class ScenarioStepTests
{
    private const string Flow = """
        name: steps
        flow:
          workspace: shop
          dagName: order
          tasks:
            - { name: first, category: function, resourceName: "function://first", next: job }
            - { name: job, category: function, pattern: task_async, resourceName: "function://job", next: wait }
            - name: wait
              category: suspense
              conditions: ["$.input[?(@.go == true)]"]
              inputMappings: [{ source: $.context.go, target: $.input.go }]
              outputMappings: [{ source: $.output.go, target: $.context.go }]
              next: last
            - { name: last, category: function, resourceName: "function://last" }
        stubs:
          job: { accepted: true }

        """;

    private const string Failing = """
        name: steps
        flow:
          workspace: shop
          dagName: order
          tasks:
            - { name: first, category: function, resourceName: "function://first", next: second }
            - { name: second, category: function, resourceName: "function://second", next: last }
            - { name: last, category: function, resourceName: "function://last" }
        stubs:
          second: [{ error: broken }, { output: {} }]

        """;

    [Theory]
    [InlineData("{ callback: { task: job } }, { wakeup: { task: wait, output: { go: true } } }", "SUCCEED", "first, job, last")]
    [InlineData("{ wakeup: { task: wait, output: { go: true } } }, { callback: { task: job, status: success, output: {}, attempt: 1 } }", "SUCCEED", "first, job, last")]
    [InlineData("{ callback: { task: job, status: failed } }", "FAILED", "first, job")]
    [InlineData("{ callback: { task: job, output: { result_type: FAILED } } }", "FAILED", "first, job")]
    [InlineData("{ callback: { task: job, status: success, output: { result_type: FAILED } } }, { callback: { task: wait, output: { go: true } } }", "SUCCEED", "first, job, last")]
    [InlineData("{ cancel: true }", "CANCELED", "first, job")]
    [InlineData("{ pause: true }, { callback: { task: job } }", "PAUSED", "first, job")]
    [InlineData("{ pause: true }, { callback: { task: job } }, { resume: true }, { wakeup: { task: wait, output: { go: true } } }", "SUCCEED", "first, job, last")]
    [InlineData("{ restart: true }, { callback: { task: job } }, { restart: true }, { wakeup: { task: wait, output: { go: true } } }, { restart: true }", "SUCCEED", "first, job, last")]
    [InlineData("{ advance: 2h }, { restart: true }, { advance: 5m }", "RUNNING", "first, job")]
    public async Task A_step_is_taken(string steps, string status, string calls) =>
        Assert.Empty(await RunScenario.DifferencesAsync($"{Flow}when: [{steps}]\nexpect: {{ status: {status}, calls: [{calls}] }}"));

    [Theory]
    [InlineData("{ callback: { task: job, attempt: 2 } }")]
    [InlineData("{ callback: { task: first, status: failed } }")]
    [InlineData("{ callback: { task: last } }")]
    [InlineData("{ callback: { task: nobody } }")]
    [InlineData("{ wakeup: { task: job, output: {} } }")]
    [InlineData("{ wakeup: { task: nobody } }")]
    [InlineData("{ resume: true }")]
    [InlineData("{ retry: failed }")]
    [InlineData("{ retry: all }")]
    [InlineData("{ retry: [job] }")]
    [InlineData("{ retry: [nobody] }")]
    [InlineData("{ runTask: job }")]
    [InlineData("{ runTask: nobody }")]
    [InlineData("{ skip: first }")]
    [InlineData("{ skip: nobody }")]
    public async Task A_step_the_engine_refuses_fails_the_scenario_unless_it_says_so(string step)
    {
        const string Expect = "\nexpect: { status: RUNNING, tasks: { first: SUCCEED, job: RUNNING, wait: NOT_STARTED }, calls: [first, job] }";
        Assert.Empty(await RunScenario.DifferencesAsync($"{Flow}when: [{Refused(step)}]{Expect}"));
        var difference = Assert.Single(await RunScenario.DifferencesAsync($"{Flow}when: [{step}]{Expect}"));
        Assert.Matches(@"^when\[0\]\.[a-zA-Z]+: expected taken, got refused, FLOW\d{4}: .", difference);
    }

    [Theory]
    [InlineData("{ cancel: true }")]
    [InlineData("{ pause: true }")]
    [InlineData("{ resume: true }")]
    [InlineData("{ callback: { task: job, status: failed } }")]
    [InlineData("{ wakeup: { task: wait } }")]
    public async Task What_has_ended_takes_no_more(string step) => Assert.Empty(await RunScenario.DifferencesAsync(
        $"{Flow}when: [{{ cancel: true }}, {Refused(step)}]\nexpect: {{ status: CANCELED }}"));

    [Theory]
    [InlineData("{ retry: failed }", "SUCCEED", "first, second, second, last", 1)]
    [InlineData("{ retry: all }", "SUCCEED", "first, second, first, second, last", 1)]
    [InlineData("{ retry: [second] }", "SUCCEED", "first, second, second, last", 1)]
    [InlineData("{ retry: [first] }", "SUCCEED", "first, second, first, second, last", 1)]
    [InlineData("{ skip: second }", "SUCCEED", "first, second, last", 1)]
    [InlineData("{ runTask: second }", "SUCCEED", "first, second, second", 1)]
    [InlineData("{ runTask: first }", "FAILED", "first, second, first", 1)]
    [InlineData("{ restart: true }, { retry: failed }, { restart: true }", "SUCCEED", "first, second, second, last", 1)]
    public async Task An_operator_sets_right_what_failed(string steps, string status, string calls, int attempts)
    {
        var expected = $"expect: {{ calls: [{calls}], attempts: {{ second: {attempts} }} }}";
        Assert.Empty(await RunScenario.DifferencesAsync($"{Failing}when: [{steps}]\n{expected}"));
        if (!steps.Contains("runTask", StringComparison.Ordinal))
        {
            Assert.Empty(await RunScenario.DifferencesAsync($"{Failing}when: [{steps}]\nexpect: {{ status: {status} }}"));
        }
    }

    [Fact]
    public async Task Steps_happen_in_their_order_and_each_waits_until_nothing_more_can_happen() => Assert.Empty(await RunScenario.DifferencesAsync("""
        name: order of steps
        flow:
          workspace: shop
          dagName: order
          tasks:
            - { name: a, category: function, resourceName: "function://a", next: b }
            - { name: b, category: function, pattern: task_async, resourceName: "function://b", next: c }
            - { name: c, category: function, resourceName: "function://c" }
        stubs:
          a: { output: {}, after: 90s }
          b: { accepted: true }
          c: { output: {}, after: 500ms }
        when:
          - advance: 1m
          - { callback: { task: b }, refused: true }
          - advance: 30s
          - callback: { task: b }
          - advance: 499ms
          - { callback: { task: b, status: failed }, refused: true }
          - advance: 1ms
          - { cancel: true, refused: true }
        expect: { status: SUCCEED, callTimes: { a: [0s], b: [90s], c: [1.5m] } }
        """));

    private static string Refused(string step) => $"{step[..^1]}, refused: true }}";
}
