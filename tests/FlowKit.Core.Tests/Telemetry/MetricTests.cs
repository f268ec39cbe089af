using FlowKit.Core.Tests.Running.Sharing;
using FlowKit.Dispatching;
using FlowKit.Errors;

namespace FlowKit.Core.Tests.Telemetry;

/// <summary>What is counted and measured, and with which tags.</summary>
[Collection(Listening.Name)]
public sealed class MetricTests : IDisposable
{
    private readonly MeasureRecorder _measures = new();

    public void Dispose() => _measures.Dispose();

    [Fact]
    public void Executions_and_tasks_are_counted_by_status_and_timed_in_seconds()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Start(0, "shop:two", "e2");
        cluster.Pass(3);
        cluster.Executors.Answers = _ => DispatchOutcome.Failed("no", retryable: false);
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());
        cluster.Run();

        Assert.Equal(2, _measures.Sum("flowkit.execution.started"));
        Assert.Equal(2, _measures.Sum("flowkit.execution.ended", "flow=shop:two status=FAILED"));
        Assert.Equal([3, 3], _measures.Of("flowkit.execution.duration", "flow=shop:two status=FAILED"));
        Assert.Equal(2, _measures.Sum("flowkit.task.ended", "flow=shop:two category=function status=SUCCEED"));
        Assert.Equal(2, _measures.Sum("flowkit.task.ended", "flow=shop:two category=function status=FAILED"));
        Assert.Equal([3, 3], _measures.Of("flowkit.task.duration", "flow=shop:two category=function status=SUCCEED"));
        Assert.Equal(4, _measures.Sum("flowkit.attempt.sent"));
        Assert.Equal(0, _measures.Sum("flowkit.attempt.retried"));
        Assert.Equal([3, 3], _measures.Of("flowkit.dispatch.duration", "flow=shop:two status=answered"));
        Assert.Equal([0, 0], _measures.Of("flowkit.dispatch.duration", "flow=shop:two status=failed"));
        Assert.Equal(4, _measures.Of("flowkit.attempt.time_in_queue").Count());
    }

    [Fact]
    public void Only_flow_category_and_status_are_tags()
    {
        using var cluster = new Cluster(1, SharingFlows.Parent, SharingFlows.Late);
        cluster.Executors.Answers = call => call.Request.Task == "ask" ? DispatchOutcome.Accepted : DispatchOutcome.Succeeded();
        cluster.Start(0, "shop:parent", "e1");
        cluster.Ask(0, engine => engine.CompleteTaskAsync("e1_child_1", new("ask")));
        cluster.Run();

        Assert.All(
            _measures.All.SelectMany(one => one.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(tag => tag.Split('=')[0]),
            key => Assert.Contains(key, new[] { "flow", "category", "status" }));
        Assert.Single(_measures.Of("flowkit.dispatch.duration", "flow=shop:late status=accepted"));
        Assert.Equal(1, _measures.Sum("flowkit.callback.received", "flow=shop:late status=accepted"));
    }

    [Fact]
    public void Retries_and_callbacks_are_counted()
    {
        using var cluster = new Cluster(1, SharingFlows.Late);
        cluster.Executors.Answers = call => call.Request.Attempt == 1 ? DispatchOutcome.Failed("no") : DispatchOutcome.Accepted;
        cluster.Start(0, "shop:late", "e1");
        cluster.Pass(31);
        var refused = cluster[0].CompleteTaskAsync("e1", new("ask") { Attempt = 1 }).AsTask();
        cluster.Run();
        cluster.Ask(0, engine => engine.CompleteTaskAsync("e1", new("ask")));
        cluster.Ask(0, engine => engine.CompleteTaskAsync("e1", new("ask")));

        Assert.Equal(FlowErrorCodes.CallbackOfOtherAttempt, Assert.IsType<FlowException>(refused.Exception?.InnerException).Code);
        Assert.Equal((2, 1), (_measures.Sum("flowkit.attempt.sent", "flow=shop:late"), _measures.Sum("flowkit.attempt.retried", "flow=shop:late")));
        Assert.All(
            ["accepted", "duplicate", "refused"],
            status => Assert.Equal(1, _measures.Sum("flowkit.callback.received", $"flow=shop:late status={status}")));
    }

    [Fact]
    public void A_save_tells_its_size()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");

        Assert.All(_measures.Of("flowkit.save.size"), bytes => Assert.InRange(bytes, 10, 1_000));
        Assert.Equal(_measures.Of("flowkit.save.size").Count(), _measures.Of("flowkit.save.duration").Count());
        Assert.NotEmpty(_measures.Of("flowkit.save.size"));
    }

    [Fact]
    public void Active_executions_are_those_in_memory_of_living_engines()
    {
        using var cluster = new Cluster(2, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Start(0, "shop:two", "e2");
        cluster.Start(1, "shop:two", "e3");
        Assert.Equal(3, _measures.Sum("flowkit.execution.active", string.Empty));

        // The other one takes both up at once.
        cluster.Stop(0);
        Assert.Equal(3, _measures.Sum("flowkit.execution.active", string.Empty));
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());
        cluster.Run();
        Assert.Equal(0, _measures.Sum("flowkit.execution.active", string.Empty));
    }

    [Fact]
    public void What_was_begun_before_anybody_listened_is_never_counted_out()
    {
        _measures.Dispose();
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        using var late = new MeasureRecorder();
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());
        cluster.Run();

        Assert.Equal(0, late.Sum("flowkit.execution.active", string.Empty));
        Assert.Equal(1, late.Sum("flowkit.execution.ended", "flow=shop:two status=SUCCEED"));
    }
}
