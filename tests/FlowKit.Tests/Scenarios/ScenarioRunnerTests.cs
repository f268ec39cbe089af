using FlowKit.Testing.Scenarios;

namespace FlowKit.Tests.Scenarios;

/// <summary>A scenario that holds passes, and each thing it expects can fail.</summary>
public sealed class ScenarioRunnerTests
{
    private const string Head = """
        name: charged at the second try
        flow:
          workspace: shop
          dagName: order
          tasks:
            - name: charge
              category: function
              resourceName: function://charge
              retry: { maxRetryTimes: 1, intervalInSeconds: 2 }
              inputMappings:
                - { source: $.context.amount, target: $.input.amount }
              outputMappings:
                - { source: $.output.receipt, target: $.context.receipt }
              next: send
            - { name: send, category: function, resourceName: function://send }
          output: { id: $.context.receipt.id }
        input: { amount: 12 }
        stubs:
          charge:
            - { error: connection reset }
            - { output: { receipt: { id: c-1, lines: [1, 2] } } }
        when:
          - advance: 2s

        """;

    private const string Good = """
        expect:
          status: SUCCEED
          context: { receipt: { lines: [1.0, 2], id: c-1 }, amount: 12.0 }
          contextContains: { receipt: { id: c-1 } }
          tasks: { charge: SUCCEED, send: SUCCEED }
          output: { id: c-1 }
          calls: [charge, charge, send]
          callsUnordered: [send, charge, charge]
          callInput: { charge: [{ amount: 12 }, { amount: 12 }], send: {} }
          callTimes: { charge: [0s, 2s], send: [2000ms] }
          attempts: { charge: 2, send: 1 }
          events: [TASK_FINISH, TASK_FINISH, DAG_SUCCEED]
        """;

    [Fact]
    public async Task A_scenario_that_holds_passes()
    {
        var result = await RunAsync(Head + Good);
        Assert.Empty(result.Differences);
        Assert.Equal("ok charged at the second try", result.ToString());
    }

    [Theory]
    [InlineData("status: FAILED", "status")]
    [InlineData("context: { amount: 12 }", "context")]
    [InlineData("context: { receipt: { lines: [2, 1], id: c-1 }, amount: 12 }", "context")]
    [InlineData("context: { receipt: { lines: [1, 2], id: c-1 }, amount: \"12\" }", "context")]
    [InlineData("contextContains: { receipt: { id: c-2 } }", "contextContains.receipt.id")]
    [InlineData("contextContains: { receipt: { lines: [1] } }", "contextContains.receipt.lines")]
    [InlineData("contextContains: { other: null }", "contextContains.other")]
    [InlineData("tasks: { charge: SUCCEED, send: SKIPPED }", "tasks.send")]
    [InlineData("tasks: { nobody: NOT_STARTED }", "tasks.nobody")]
    [InlineData("output: { id: c-2 }", "output")]
    [InlineData("calls: [charge, send, charge]", "calls")]
    [InlineData("calls: [charge, charge]", "calls")]
    [InlineData("calls: []", "calls")]
    [InlineData("callsUnordered: [charge, send]", "callsUnordered")]
    [InlineData("callsUnordered: [charge, charge, send, send]", "callsUnordered")]
    [InlineData("callInput: { charge: { amount: 13 } }", "callInput.charge")]
    [InlineData("callInput: { charge: { amount: 12, more: 1 } }", "callInput.charge")]
    [InlineData("callInput: { charge: [{ amount: 12 }] }", "callInput.charge")]
    [InlineData("callInput: { nobody: {} }", "callInput.nobody")]
    [InlineData("callTimes: { charge: [0s, 1999ms] }", "callTimes.charge")]
    [InlineData("callTimes: { charge: [0s] }", "callTimes.charge")]
    [InlineData("attempts: { charge: 1 }", "attempts.charge")]
    [InlineData("events: [TASK_FINISH, DAG_SUCCEED]", "events")]
    [InlineData("events: [DAG_SUCCEED, TASK_FINISH, TASK_FINISH]", "events")]
    [InlineData("refused: true", "refused")]
    [InlineData("refused: [{ line: 3 }]", "refused")]
    public async Task Each_expectation_can_fail(string expectation, string what)
    {
        var result = await RunAsync($"{Head}expect: {{ {expectation} }}");
        Assert.Equal([what], result.Differences.Select(difference => difference.What));
        Assert.StartsWith($"FAILED charged at the second try: {what}: expected ", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_tells_both_values()
    {
        var result = await RunAsync(Head + "expect: { attempts: { charge: 7 }, calls: [send] }");
        Assert.Equal(
            ["calls: expected [\"send\"], got [\"charge\",\"charge\",\"send\"]", "attempts.charge: expected 7, got 2"],
            result.Differences.Select(difference => difference.ToString()).OrderDescending(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("cancel: true", false, "when[1].cancel")]
    [InlineData("callback: { task: charge, status: failed }", false, "when[1].callback")]
    [InlineData("callback: { task: nobody }", false, "when[1].callback")]
    [InlineData("wakeup: { task: send }", false, "when[1].wakeup")]
    [InlineData("advance: 1s", true, "when[1].advance")]
    [InlineData("restart: true", true, "when[1].restart")]
    public async Task A_step_that_goes_another_way_is_a_difference(string step, bool refused, string what)
    {
        var mark = refused ? ", refused: true" : string.Empty;
        var result = await RunAsync($"{Head}  - {{ {step}{mark} }}\n{Good}");
        Assert.Equal([what], result.Differences.Select(difference => difference.What));
    }

    [Fact]
    public async Task A_refused_flow_that_was_to_run_is_a_difference_that_tells_why()
    {
        var result = await RunAsync(Head.Replace("next: send", "next: sendd", StringComparison.Ordinal) + Good);
        var difference = Assert.Single(result.Differences);
        Assert.Equal("refused", difference.What);
        Assert.Contains("sendd", difference.Actual.AsString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ line: 5, column: 11 }, { line: 5 }", false)]
    [InlineData("{ line: 5, column: 11 }, { task: b }", true)]
    [InlineData("{ contains: nowhere }, { line: 5, column: 11 }", true)]
    [InlineData("{}, { line: 5 }", true)]
    [InlineData("{}, {}, {}", false)]
    [InlineData("{ code: FLOW0000 }", false)]
    [InlineData("{ contains: unheard of }", false)]
    public async Task Each_expected_fault_needs_an_error_of_its_own(string faults, bool passes)
    {
        var result = await RunAsync($$"""
            name: refused
            flow:
              workspace: shop
              dagName: order
              tasks:
                - { name: a-1, category: pass }
                - { name: b, category: pass, next: nowhere }
            expect:
              refused: [{{faults.Replace("line: 5, column: 11", "line: 6, column: 15", StringComparison.Ordinal).Replace("line: 5", "line: 6", StringComparison.Ordinal)}}]
            """);
        Assert.Equal(passes, result.Passed);
    }

    [Fact]
    public async Task A_list_of_answers_and_what_was_recorded_outlive_a_restart()
    {
        var result = await RunAsync("""
            name: crash
            flow:
              workspace: shop
              dagName: order
              tasks:
                - { name: charge, category: function, resourceName: function://a, retry: { maxRetryTimes: 2, intervalInSeconds: 10 }, next: wait }
                - { name: wait, category: function, resourceName: function://b, pattern: task_async }
            stubs:
              charge:
                - { error: one }
                - { error: two }
                - { output: {} }
              wait: { accepted: true, then: { after: 30s, output: {} } }
            when:
              - advance: 5s
              - restart: true
              - advance: 10s
              - restart: true
              - advance: 10s
              - restart: true
              - advance: 25s
            expect:
              status: SUCCEED
              calls: [charge, charge, charge, wait]
              callTimes: { charge: [0s, 10s, 20s], wait: [20s] }
              events: [TASK_FINISH, TASK_FINISH, DAG_SUCCEED]
            """);
        Assert.Empty(result.Differences);
    }

    [Theory]
    [InlineData("first: {}", true)]
    [InlineData("\"*\": {}", true)]
    [InlineData("\"sms://gateway\": {}", true)]
    [InlineData("other: {}", false)]
    public async Task A_protocol_of_the_host_is_known_when_its_task_has_a_stub(string stub, bool passes)
    {
        var result = await RunAsync($$"""
            name: protocol
            flow: { workspace: shop, dagName: order, tasks: [{ name: first, category: function, resourceName: "sms://gateway" }] }
            stubs: { {{stub.Replace("{}", "{ output: {} }", StringComparison.Ordinal)}} }
            expect: { status: SUCCEED, calls: [first] }
            """);
        Assert.Equal(passes, result.Passed);
    }

    [Fact]
    public async Task A_run_repeats_itself()
    {
        var text = Head + Good;
        var first = await RunAsync(text);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(first.ToString(), (await RunAsync(text)).ToString());
        }
    }

    [Fact]
    public async Task Documents_of_type_resource_are_there_before_the_flows_that_use_them() => Assert.Empty((await RunAsync("""
        name: an address of another document
        flow:
          workspace: shop
          dagName: order
          tasks: [{ name: send, category: function, resourceName: "resourceRef://shop:addresses?name=courier" }]
        flows:
          - { workspace: shop, dagName: addresses, type: resource, resources: [{ name: courier, resourceName: "pigeon://north", parameters: { n: 1 } }] }
        stubs:
          send: { output: {} }
        expect:
          status: SUCCEED
          callInput: { send: { n: 1 } }
        """)).Differences);

    private static Task<ScenarioResult> RunAsync(string text) =>
        new ScenarioRunner().RunAsync(ScenarioFile.Parse(text, "x.flowtest.yaml").Scenarios.Single());
}
