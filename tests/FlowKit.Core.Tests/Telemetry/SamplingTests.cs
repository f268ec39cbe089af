using System.Diagnostics;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Core.Tests.Running.Sharing;
using FlowKit.Dispatching;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Telemetry;

/// <summary>What the sampler says of the root at the start holds for all of the execution; without a listener there is nothing.</summary>
[Collection(Listening.Name)]
public sealed class SamplingTests
{
    [Fact]
    public void A_root_that_is_not_sampled_is_asked_for_once_and_sends_unsampled_ids()
    {
        var asked = new List<ActivityContext>();
        using var recorder = new ActivityRecorder(parent =>
        {
            asked.Add(parent);
            return parent.TraceFlags == ActivityTraceFlags.Recorded ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None;
        });
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Start(0, "shop:two", "e1");

        Assert.Empty(recorder.Stopped);
        Assert.Single(asked, parent => parent == default);
        Assert.Single(asked.Where(parent => parent != default).Select(parent => parent.TraceId).Distinct());
        Assert.All(cluster.Executors.Calls, call => Assert.EndsWith("-00", call.Request.TraceParent, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_sampled_at_the_start_is_sampled_to_the_end()
    {
        var roots = 0;
        using var recorder = new ActivityRecorder(parent =>
            parent == default ? roots++ == 0 ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None
            : parent.TraceFlags == ActivityTraceFlags.Recorded ? ActivitySamplingResult.AllDataAndRecorded
            : ActivitySamplingResult.None);
        using var cluster = new Cluster(2, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Start(0, "shop:two", "e2");
        cluster.Nodes[0].Kill();
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Pass(Cluster.Lease + TimeSpan.FromSeconds(1));

        Assert.NotEmpty(recorder.Stopped);
        Assert.All(recorder.Stopped, one => Assert.Equal("e1", one.GetTagItem("flowkit.execution.id")));
        Assert.Equal("execution shop:two: SUCCEED", recorder.Tree().Split('\n')[0]);
        Assert.All(
            cluster.Executors.Calls,
            call => Assert.EndsWith(call.Request.ExecutionId == "e1" ? "-01" : "-00", call.Request.TraceParent, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_listener_the_ids_follow_from_those_of_the_execution()
    {
        using var cluster = new Cluster(1, SharingFlows.Parent, SharingFlows.Late);
        Activity? current = null;
        cluster.Executors.Answers = _ =>
        {
            current = Activity.Current;
            return DispatchOutcome.Succeeded();
        };
        cluster.Start(0, "shop:parent", "e1");

        Assert.Null(current);
        Assert.Equal(
            [TraceIds.TraceParent(null, "e1", "e1_child_1_ask_1"), TraceIds.TraceParent(null, "e1", "e1_after_1")],
            cluster.Executors.Calls.Select(call => call.Request.TraceParent));
    }

    [Fact]
    public void Without_a_listener_a_given_trace_is_handed_on_all_the_same()
    {
        using var cluster = new Cluster(1, SharingFlows.Parent, SharingFlows.Late);
        var given = ActivityContext.Parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1");
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Ask(0, engine => engine.StartAsync("shop:parent", default, new() { ExecutionId = "e1", Trace = given }));

        Assert.Equal(2, cluster.Executors.Calls.Count);
        Assert.All(cluster.Executors.Calls, call => Assert.Equal("vendor=1", call.Request.TraceState));
        Assert.All(cluster.Executors.Calls, call => Assert.Equal(
            $"00-0af7651916cd43dd8448eb211c80319c-{TraceIds.OfAttempt(call.Request.IdempotencyKey)}-01", call.Request.TraceParent));
    }

    [Fact]
    public void A_listener_that_comes_later_sees_an_execution_nobody_asked_for_as_not_sampled()
    {
        using var cluster = new Cluster(1, SharingFlows.Parent, SharingFlows.Late);
        cluster.Start(0, "shop:parent", "e1");
        using var recorder = new ActivityRecorder();
        cluster.Executors.Answer("ask", DispatchOutcome.Accepted);
        cluster.Run();
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Ask(0, engine => engine.CompleteTaskAsync("e1_child_1", new("ask")));
        cluster.Run();

        // This one wants everything; one that follows the parent's flag would want nothing.
        var (child, parent) = (recorder.Execution("e1_child_1"), recorder.Execution("e1"));
        Assert.Equal(TraceIds.OfAttempt("e1_child_1"), child.ParentSpanId);
        Assert.Equal(TraceIds.OfTrace("e1"), child.TraceId);
        Assert.Equal((TraceIds.OfTrace("e1"), default), (parent.TraceId, parent.ParentSpanId));
    }

    [Fact]
    public void Only_an_execution_with_a_trace_has_bytes_of_it_and_is_kept_from_an_older_reader()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        var given = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        cluster.Start(0, "shop:two", "e1");
        cluster.Ask(0, engine => engine.StartAsync("shop:two", default, new() { ExecutionId = "e2", Trace = given }));

        var (without, with) = (First("e1"), First("e2"));
        Assert.Equal((SaveMark.FormatVersion, SaveMark.SecondFormat), (without.Span[0], with.Span[0]));
        Assert.Equal(26, with.Length - without.Length);

        ReadOnlyMemory<byte> First(string id) => Guard.Result(cluster.Store.LoadAsync(id, default).AsTask())!.Saves[0];
    }

    [Fact]
    public void A_trace_state_that_is_too_long_is_left_out()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        var given = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None, new string('x', 513));
        cluster.Ask(0, engine => engine.StartAsync("shop:two", default, new() { ExecutionId = "e1", Trace = given }));

        var request = Assert.Single(cluster.Executors.Calls).Request;
        Assert.Null(request.TraceState);
        Assert.Contains(given.TraceId.ToString(), request.TraceParent, StringComparison.Ordinal);
    }
}
