using FlowKit.Testing.Scenarios;

namespace FlowKit.Tests.Scenarios;

/// <summary>The rows of the table of answers, as scenario files write them.</summary>
public sealed class StubAnswerTests
{
    private const string Asynchronous = ", pattern: task_async";

    [Theory]
    [InlineData("{ output: { n: 1 } }", "SUCCEED", "{ n: 1 }")]
    [InlineData("{ output: 5 }", "SUCCEED", "{ data: 5 }")]
    [InlineData("{ output: [1] }", "SUCCEED", "{ data: [1] }")]
    [InlineData("{ output: null }", "SUCCEED", "{}")]
    [InlineData("{}", "SUCCEED", "{}")]
    [InlineData("{ echo: true }", "SUCCEED", "{}")]
    [InlineData("{ output: { result_type: SUCCESS } }", "SUCCEED", "{ result_type: SUCCESS }")]
    [InlineData("{ output: { result_type: FAILED } }", "FAILED", null)]
    [InlineData("{ output: { n: 1 }, status: failed }", "FAILED", null)]
    [InlineData("{ output: { result_type: FAILED }, status: success }", "SUCCEED", "{ result_type: FAILED }")]
    [InlineData("{ error: connection reset }", "FAILED", null)]
    [InlineData("{ error: no, retryable: false }", "FAILED", null)]
    [InlineData("{ hang: true }", "RUNNING", null)]
    [InlineData("{ accepted: true }", "RUNNING", null)]
    [InlineData("{ accepted: true, then: {} }", "SUCCEED", "{}")]
    [InlineData("{ accepted: true, then: { after: 0s, output: { n: 1 } } }", "SUCCEED", "{ n: 1 }")]
    [InlineData("{ accepted: true, then: { after: 0s, status: failed } }", "FAILED", null)]
    [InlineData("{ accepted: true, then: { after: 1s } }", "RUNNING", null)]
    [InlineData("{ output: {}, after: 1s }", "RUNNING", null)]
    public async Task An_answer_does_what_its_row_says(string answer, string status, string? kept)
    {
        var context = kept is null ? "{}" : $"{{ came: {kept} }}";
        var rest = $"stubs: {{ work: {answer} }}\nexpect: {{ status: {status}, context: {context} }}";
        foreach (var pattern in new[] { string.Empty, Asynchronous })
        {
            Assert.Empty(await RunScenario.DifferencesAsync(RunScenario.OfOneCall(rest, pattern)));
        }
    }

    [Fact]
    public async Task An_explicit_status_stands_behind_conditions() => Assert.Empty(await RunScenario.DifferencesAsync(
        RunScenario.OfOneCall(
            "stubs: { work: { output: { n: 1 }, status: failed } }\nexpect: { status: SUCCEED }",
            ", successConditions: \"$.output[?(@.n == 1)]\"")));

    [Fact]
    public async Task Only_a_failure_that_may_be_retried_is_retried() => Assert.Empty(await RunScenario.DifferencesAsync(
        RunScenario.OfOneCall(
            """
            stubs: { work: [{ error: one }, { error: two, after: 3s }, { error: three, retryable: false }, { output: {} }] }
            when: [{ advance: 1h }]
            expect: { status: FAILED, callTimes: { work: [0s, 5s, 13s] }, attempts: { work: 3 } }
            """,
            ", retry: { maxRetryTimes: 9, intervalInSeconds: 5 }")));

    [Theory]
    [InlineData("")]
    [InlineData(Asynchronous)]
    public async Task A_late_answer_comes_at_its_time_to_the_millisecond(string pattern)
    {
        const string Late = "stubs: { work: { output: {}, after: 250ms } }\nwhen: [{ advance: 249ms }";
        Assert.Empty(await RunScenario.DifferencesAsync(RunScenario.OfOneCall(Late + "]\nexpect: { status: RUNNING }", pattern)));
        Assert.Empty(await RunScenario.DifferencesAsync(RunScenario.OfOneCall(Late + ", { advance: 1ms }]\nexpect: { status: SUCCEED }", pattern)));
    }

    [Fact]
    public async Task An_acceptance_that_takes_its_time_is_followed_by_its_callback() => Assert.Empty(await RunScenario.DifferencesAsync(
        RunScenario.OfOneCall(
            """
            stubs: { work: { accepted: true, after: 3s, then: { after: 5s, output: { n: 1 } } } }
            when: [{ advance: 7999ms }, { callback: { task: work, attempt: 2 }, refused: true }, { advance: 1ms }]
            expect: { status: SUCCEED, context: { came: { n: 1 } } }
            """,
            Asynchronous)));

    [Fact]
    public async Task A_hanging_call_ends_at_its_time_limit() => Assert.Empty(await RunScenario.DifferencesAsync(
        RunScenario.OfOneCall(
            "stubs: { work: { hang: true } }\nwhen: [{ advance: 1m }]\nexpect: { status: FAILED }",
            ", timeline: { timeoutInSeconds: 60 }")));

    [Fact]
    public async Task A_callback_of_an_earlier_life_reaches_the_new_engine() => Assert.Empty(await RunScenario.DifferencesAsync(
        RunScenario.OfOneCall(
            """
            stubs: { work: { accepted: true, then: { after: 5s, output: { n: 1 } } } }
            when: [{ advance: 1s }, { restart: true }, { advance: 4s }]
            expect: { status: SUCCEED, context: { came: { n: 1 } }, calls: [work] }
            """,
            Asynchronous)));

    [Fact]
    public async Task A_call_that_was_open_at_a_crash_is_made_again() => Assert.Empty(await RunScenario.DifferencesAsync(
        RunScenario.OfOneCall("""
            stubs: { work: [{ output: { n: 1 }, after: 5s }, { output: { n: 2 }, after: 5s }] }
            when: [{ advance: 1s }, { restart: true }, { advance: 5s }]
            expect: { status: SUCCEED, context: { came: { n: 2 } }, callTimes: { work: [0s, 1s] }, attempts: { work: 1 } }
            """)));

    [Fact]
    public async Task The_nearest_stub_answers() => Assert.Empty(await RunScenario.DifferencesAsync("""
        name: preference
        flow:
          workspace: shop
          dagName: order
          tasks:
            - name: loop
              category: foreach
              iterationMapping: { collection: $.input.items, item: item }
              input: { items: $.context.items }
              tasks: [{ name: work, category: function, resourceName: "sms://one", input: { item: $.context.item } }]
            - { name: other, category: function, resourceName: "sms://one" }
            - { name: third, category: function, resourceName: "sms://two", resourceProtocol: push }
            - { name: fourth, category: function, resourceProtocol: fax }
        input: { items: [a, b, c] }
        stubs:
          "*": { error: star, retryable: false }
          "sms://one": { error: resource, retryable: false }
          work: [{ output: {} }, { error: base, retryable: false }]
          loop_1-work: { error: instance, retryable: false }
          "sms://two": { output: {} }
        expect:
          tasks:
            { loop_0-work: SUCCEED, loop_1-work: FAILED, loop_2-work: FAILED, other: FAILED, third: SUCCEED, fourth: FAILED, loop_7-work: NOT_STARTED }
          callInput: { loop_2-work: { item: c }, loop_1-work: [{ item: b }] }
        """));

    [Theory]
    [InlineData("sms://{gateway}/x", "\"sms://g1/x\"")]
    [InlineData("sms://{gateway}/x", "\"sms://{gateway}/x\"")]
    [InlineData("resource://own", "\"sms://fixed\"")]
    [InlineData("resource://own", "\"resource://own\"")]
    [InlineData("resource://own", "work")]
    [InlineData("resource://around", "work")]
    public async Task A_stub_names_the_resource_as_it_is_written_or_as_it_is_called(string written, string key)
    {
        var own = written.StartsWith("sms", StringComparison.Ordinal) ? "function" : "sms";
        Assert.Empty(await RunScenario.DifferencesAsync($$"""
            name: resources
            flow:
              workspace: shop
              dagName: order
              tasks: [{ name: work, category: function, resourceName: "{{written}}", input: { gateway: g1 }, outputMappings: [{ source: $.output, target: $.context.came }] }]
              resources: [{ name: own, resourceName: "{{own}}://fixed" }, { name: around, resourceName: "resource://own" }]
            stubs: { {{key}}: { output: { n: 1 } } }
            expect: { status: SUCCEED, calls: [work], context: { came: { n: 1 } } }
            """));
    }

    [Theory]
    [InlineData("", "{ came: {} }")]
    [InlineData("work: { output: { n: 1 } }", "{ came: { n: 1 } }")]
    [InlineData("\"*\": { output: { n: 1 } }", "{ came: { n: 1 } }")]
    public async Task A_script_s_name_needs_no_registration(string stub, string context) => Assert.Empty(await RunScenario.DifferencesAsync($$"""
        name: script
        flow:
          workspace: shop
          dagName: order
          tasks: [{ name: work, category: script, run: anything, outputMappings: [{ source: $.output, target: $.context.came }] }]
        stubs: { {{stub}} }
        expect: { status: SUCCEED, context: {{context}} }
        """));

    [Theory]
    [InlineData("work", true)]
    [InlineData("\"*\"", true)]
    [InlineData("\"function://a-work\"", false)]
    [InlineData("a-work", true)]
    public void A_protocol_counts_as_known_when_a_stub_answers_for_it(string key, bool known)
    {
        var scenario = ScenarioFile.Parse($$"""
            name: n
            flow: { workspace: a, dagName: b, tasks: [{ name: work, category: function, resourceName: "sms://x" }] }
            stubs: { {{key}}: {} }
            """, "x").Scenarios.Single();
        var protocols = StubbedProtocols.Of(scenario.Stubs.Select(stub => stub.Key), [scenario.Flow.Flow!]);
        Assert.Equal(known, protocols.Contains("sms"));
    }
}
