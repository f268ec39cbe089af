using System.Diagnostics;
using FlowKit.Core.Tests.Running.Sharing;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Telemetry;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Telemetry;

/// <summary>One activity for each execution, task instance and attempt, each under the one it belongs to, whoever writes it and when.</summary>
[Collection(Listening.Name)]
public sealed class ActivityTests : IDisposable
{
    private const string Retried = """
        workspace: shop
        dagName: retried
        tasks:
          - { name: call, category: function, resourceName: test://call, retry: { maxRetryTimes: 2, intervalInSeconds: 3600 } }
        """;

    private const string Nested = """
        workspace: shop
        dagName: nested
        tasks:
          - name: loop
            category: foreach
            input: { items: $.context.items }
            iterationMapping: { collection: $.input.items, item: item }
            tasks:
              - name: choose
                category: choice
                input: { go: $.context.item }
                choices:
                  - { condition: $.input.go, tasks: [ { name: call, category: function, resourceName: test://call } ] }
        """;

    private const string Plain = """
        workspace: shop
        dagName: plain
        tasks:
          - { name: first, category: pass, next: route }
          - { name: route, category: switch, switches: [ { condition: $.input.never, next: other }, { condition: default, next: call } ] }
          - { name: call, category: function, resourceName: test://call }
          - { name: other, category: function, resourceName: test://other }
        """;

    private readonly ActivityRecorder _recorder = new();

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public void This_runtime_takes_span_ids() => Assert.True(GivenSpanId.IsPossible);

    [Fact]
    public void Retries_stand_under_one_task_with_the_times_of_the_state()
    {
        using var cluster = new Cluster(1, Retried);
        var began = cluster.Time.GetUtcNow().UtcDateTime;
        cluster.Executors.Answers = call => call.Request.Attempt < 3 ? DispatchOutcome.Failed("no", "E1") : DispatchOutcome.Succeeded();
        cluster.Start(0, "shop:retried", "e1");
        cluster.Pass(TimeSpan.FromHours(3));

        Assert.Equal(
            """
            execution shop:retried: SUCCEED
              task call: SUCCEED
                attempt call: failed
                attempt call: failed
                attempt call: answered
            """,
            _recorder.Tree());
        var task = _recorder.Task("call");
        Assert.Equal((began, TimeSpan.FromHours(2)), (task.StartTimeUtc, task.Duration));
        Assert.Equal((began, TimeSpan.FromHours(2)), (_recorder.Execution("e1").StartTimeUtc, _recorder.Execution("e1").Duration));
        Assert.Equal(began + TimeSpan.FromHours(1), _recorder.Attempt("call", 2).StartTimeUtc);
        Assert.Equal((ActivityStatusCode.Error, "E1"), (_recorder.Attempt("call", 1).Status, _recorder.Attempt("call", 1).StatusDescription));
        Assert.Equal(ActivityStatusCode.Unset, task.Status);
        Assert.Equal(3, task.GetTagItem("flowkit.attempts"));
        Assert.Equal("e1_call_2", _recorder.Attempt("call", 2).GetTagItem("flowkit.attempt.id"));
        Assert.All(_recorder.Stopped, one => Assert.Equal(task.TraceId, one.TraceId));
        Assert.All(_recorder.Stopped, one => Assert.Equal($"00-{one.TraceId}-{one.SpanId}-01", one.Id));
        Assert.Null(Activity.Current);
    }

    [Fact]
    public void Branches_stand_under_their_loop_and_choice()
    {
        using var cluster = new Cluster(1, Nested);
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Ask(0, engine => engine.StartAsync("shop:nested", FlowValue.Parse("""{ "items": [1, 2] }"""), new() { ExecutionId = "e1" }));

        Assert.Equal(
            """
            execution shop:nested: SUCCEED
              task loop: SUCCEED
                task choose: SUCCEED
                  task call: SUCCEED
                    attempt call: answered
                task choose: SUCCEED
                  task call: SUCCEED
                    attempt call: answered
            """,
            _recorder.Tree());
        var inner = _recorder.Task("loop_1-choose_0-call");
        Assert.Equal(("e1_loop_1-choose_0-call", "e1_loop_1"), (inner.GetTagItem("flowkit.event.id"), inner.GetTagItem("flowkit.segment.id")));
        Assert.Null(_recorder.Task("loop").GetTagItem("flowkit.segment.id"));
        Assert.Equal("foreach", _recorder.Task("loop").GetTagItem("flowkit.category"));
    }

    [Fact]
    public void A_task_that_never_began_has_no_activity_and_one_that_failed_says_why()
    {
        using var cluster = new Cluster(1, Plain);
        cluster.Executors.Answers = _ => DispatchOutcome.Failed("no: secret", "E1", retryable: false);
        cluster.Start(0, "shop:plain", "e1");

        Assert.Equal(
            """
            execution shop:plain: FAILED
              task first: SUCCEED
              task route: SUCCEED
              task call: FAILED
                attempt call: failed
            """,
            _recorder.Tree());
        Assert.All(
            [_recorder.Execution("e1"), _recorder.Task("call"), _recorder.Attempt("call")],
            one => Assert.Equal((ActivityStatusCode.Error, "E1", "E1"), (one.Status, one.StatusDescription, one.GetTagItem("error.type"))));
        Assert.DoesNotContain(_recorder.Stopped, one => one.TagObjects.Any(tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void A_sub_flow_stands_under_the_attempt_that_called_it()
    {
        using var cluster = new Cluster(2, SharingFlows.Parent, SharingFlows.Late);
        cluster.Executors.Answers = call => call.Request.Task == "ask" ? DispatchOutcome.Accepted : DispatchOutcome.Succeeded();
        cluster.Start(0, "shop:parent", "e1");
        cluster.Pass(60);
        cluster.Ask(1, engine => engine.CompleteTaskAsync("e1_child_1", new("ask")));
        cluster.Run();

        Assert.Equal(
            """
            execution shop:parent: SUCCEED
              task child: SUCCEED
                attempt child: accepted
                  execution shop:late: SUCCEED
                    task ask: SUCCEED
                      attempt ask: accepted
              task after: SUCCEED
                attempt after: answered
            """,
            _recorder.Tree());
        Assert.Equal(TimeSpan.FromSeconds(60), _recorder.Task("ask").Duration);
        Assert.InRange(_recorder.Attempt("ask").Duration.Ticks, 0, 1);
        Assert.Equal("e1", _recorder.Execution("e1_child_1").GetTagItem("flowkit.execution.root_id"));
    }

    [Fact]
    public void What_engines_write_one_after_the_other_fits_together()
    {
        using var cluster = new Cluster(2, SharingFlows.Two);
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C);
        caller.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        caller.TraceStateString = "vendor=1";
        caller.Start();
        cluster.Start(0, "shop:two", "e1");
        caller.Stop();
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());
        cluster.Run();
        cluster.Nodes[0].Kill();
        cluster.Pass(Cluster.Lease + TimeSpan.FromSeconds(1));
        cluster.Executors.Answer("second", DispatchOutcome.Succeeded());
        cluster.Run();

        // Both engines sent the second attempt out, and both were answered; the first one is no more than an object of this test by now.
        var execution = _recorder.Execution("e1");
        Assert.Equal((caller.TraceId, caller.SpanId), (execution.TraceId, execution.ParentSpanId));
        Assert.Equal("vendor=1", execution.TraceStateString);
        Assert.All(["first", "second"], name => Assert.Equal(execution.SpanId, _recorder.Task(name).ParentSpanId));
        Assert.All(
            _recorder.Of("flowkit.attempt"),
            one => Assert.Equal(_recorder.Task((string)one.GetTagItem("flowkit.task.name")!).SpanId, one.ParentSpanId));
        Assert.Single(cluster.Executors.Calls.Where(call => call.Request.Task == "second").Select(call => call.Request.TraceParent).Distinct());
    }

    [Fact]
    public void What_was_decided_at_the_start_survives_a_restart()
    {
        using var cluster = new Cluster(1, SharingFlows.Late);
        cluster.Executors.Answers = _ => DispatchOutcome.Accepted;
        var given = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "a=b");
        cluster.Ask(0, engine => engine.StartAsync("shop:late", default, new() { ExecutionId = "e1", Trace = given }));
        cluster.Start(0, "shop:late", "e2");
        cluster.Stop(0);
        cluster.Join();
        cluster.Pass(TimeSpan.FromDays(3));
        cluster.Ask(1, engine => engine.CompleteTaskAsync("e1", new("ask")));
        cluster.Ask(1, engine => engine.CompleteTaskAsync("e2", new("ask")));
        cluster.Run();

        var (first, second) = (_recorder.Execution("e1"), _recorder.Execution("e2"));
        Assert.Equal((given.TraceId, given.SpanId, "a=b"), (first.TraceId, first.ParentSpanId, first.TraceStateString));
        Assert.Equal((default, ActivityTraceFlags.Recorded), (second.ParentSpanId, second.ActivityTraceFlags));
        Assert.Equal(TimeSpan.FromDays(3), first.Duration);
        foreach (var execution in new[] { first, second })
        {
            var task = Assert.Single(_recorder.Of("flowkit.task"), one => one.ParentSpanId == execution.SpanId);
            Assert.Equal(TimeSpan.FromDays(3), task.Duration);
            Assert.Single(_recorder.Of("flowkit.attempt"), one => one.ParentSpanId == task.SpanId && one.TraceId == execution.TraceId);
        }
    }

    [Fact]
    public void What_an_operator_has_run_again_is_written_again()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Executors.Answers = call => call.Request.Task == "first" ? DispatchOutcome.Failed("no", retryable: false) : DispatchOutcome.Succeeded();
        cluster.Start(0, "shop:two", "e1");
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Pass(60);
        cluster.Do(0, engine => engine.RetryFromFailedAsync("e1"));
        cluster.Run();

        var executions = _recorder.Of("flowkit.execution").ToList();
        Assert.Equal(["FAILED", "SUCCEED"], executions.Select(one => one.GetTagItem("flowkit.status")));
        Assert.Single(executions.Select(one => one.SpanId).Distinct());
        Assert.Equal([0, 60], executions.Select(one => Math.Round(one.Duration.TotalSeconds)));
        var tasks = _recorder.Of("flowkit.task").ToList();
        Assert.Equal(3, tasks.Select(one => one.SpanId).Distinct().Count());
        Assert.All(_recorder.Of("flowkit.attempt"), one => Assert.Contains(tasks, task => task.SpanId == one.ParentSpanId));
    }

    [Fact]
    public void An_attempt_is_current_for_its_dispatcher_and_for_nobody_else()
    {
        var seen = new List<(Activity? Current, string TraceParent)>();
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Executors.Answers = call =>
        {
            seen.Add((Activity.Current, call.Request.TraceParent));
            return DispatchOutcome.Succeeded();
        };
        using var ambient = new Activity("ambient").SetIdFormat(ActivityIdFormat.W3C).Start();
        cluster.Start(0, "shop:two", "e1");

        Assert.Same(ambient, Activity.Current);
        Assert.Equal(["flowkit.attempt", "flowkit.attempt"], seen.Select(one => one.Current?.OperationName));
        Assert.All(seen, one => Assert.Equal(one.Current!.TraceId.ToString(), one.TraceParent.Split('-')[1]));
        Assert.All(seen, one => Assert.Equal(one.Current!.SpanId.ToString(), one.TraceParent.Split('-')[2]));
        Assert.All(seen, one => Assert.Equal(ambient.TraceId, one.Current!.TraceId));
    }

    [Fact]
    public void An_execution_may_have_a_trace_of_its_own_beside_the_present_one()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        using var ambient = new Activity("ambient").SetIdFormat(ActivityIdFormat.W3C).Start();
        cluster.Ask(0, engine => engine.StartAsync("shop:two", default, new() { ExecutionId = "e1", Trace = default(ActivityContext) }));

        Assert.NotEqual(ambient.TraceId, _recorder.Execution("e1").TraceId);
        Assert.Equal(default, _recorder.Execution("e1").ParentSpanId);
        Assert.Same(ambient, Activity.Current);
    }

    [Fact]
    public void The_call_that_tells_of_the_end_stands_under_the_execution_and_is_no_attempt_of_a_task()
    {
        using var measures = new MeasureRecorder();
        using var cluster = new Cluster(1, SharingFlows.Two + "\ncallback: { resourceName: test://told }\n");
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Start(0, "shop:two", "e1");

        var told = Assert.Single(_recorder.Of("flowkit.end_callback"));
        Assert.Equal((_recorder.Execution("e1").SpanId, "answered"), (told.ParentSpanId, told.GetTagItem("flowkit.outcome")));
        Assert.Equal(2, measures.Sum("flowkit.attempt.sent"));
        Assert.Equal(2, measures.Of("flowkit.dispatch.duration", "flow=shop:two status=answered").Count());
    }

    [Theory]
    [InlineData(false, "FLOW7001")]
    [InlineData(true, "E1")]
    public void A_dispatcher_that_throws_has_failed_with_the_code_of_what_it_threw(bool withCode, string code)
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Executors.Answers = _ => throw (withCode ? new FlowException("E1", "no") : new InvalidOperationException("no"));
        cluster.Start(0, "shop:two", "e1");

        var attempt = _recorder.Attempt("first");
        Assert.Equal((ActivityStatusCode.Error, code, "failed"), (attempt.Status, attempt.StatusDescription, attempt.GetTagItem("flowkit.outcome")));
        Assert.Equal(code, _recorder.Task("first").StatusDescription);
    }

    [Fact]
    public void An_attempt_that_is_called_off_ends_when_its_dispatcher_does()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Do(0, engine => engine.CancelAsync("e1"));
        cluster.Pass(5);
        Assert.Empty(_recorder.Of("flowkit.attempt"));
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());

        Assert.Equal(("canceled", TimeSpan.FromSeconds(5)), (_recorder.Attempt("first").GetTagItem("flowkit.outcome"), _recorder.Attempt("first").Duration));
        Assert.Equal(("CANCELED", ActivityStatusCode.Unset), (_recorder.Task("first").GetTagItem("flowkit.status"), _recorder.Task("first").Status));
    }
}
