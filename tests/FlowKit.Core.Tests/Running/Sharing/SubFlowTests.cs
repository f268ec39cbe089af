using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>A parent and its child find each other wherever they run.</summary>
public class SubFlowTests
{
    private const string Child = "p_child_1";

    [Fact]
    public void A_child_that_was_taken_over_tells_its_parent_at_another_engine()
    {
        using var cluster = WithParentAndChildApart();
        cluster.Ask(3, engine => engine.CompleteTaskAsync(Child, new("ask", CallbackStatus.Success, FlowValue.Parse("""{"word":"x"}"""))));
        Assert.Equal([("after", 2)], Calls(cluster, "after"));
        cluster.Executors.Answer("after", DispatchOutcome.Succeeded());
        cluster.Run();
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("p").Status);
        Assert.Equal("""{"word":"x"}""", cluster.View("p").Context.ToString());
        Assert.Empty(Open(cluster));
    }

    [Fact]
    public void A_child_whose_parents_engine_dies_before_it_hears_of_the_end_tells_the_next_one()
    {
        using var cluster = WithParentAndChildApart();
        cluster.Nodes[2].Kill();
        cluster.Ask(3, engine => engine.CompleteTaskAsync(Child, new("ask")));
        Assert.Empty(Calls(cluster, "after"));
        cluster.Pass(60);
        Assert.Single(Calls(cluster, "after"));
        cluster.Executors.Answer("after", DispatchOutcome.Succeeded());
        cluster.Run();
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("p").Status);
        Assert.Empty(Open(cluster));
    }

    [Fact]
    public void Cancelling_pausing_and_resuming_reach_a_child_at_another_engine()
    {
        using var cluster = WithParentAndChildApart();
        cluster.Do(3, engine => engine.PauseAsync("p"));
        Assert.Equal(ExecutionStatus.Paused, cluster.View(Child).Status);
        cluster.Do(1, engine => engine.ResumeAsync("p"));
        Assert.Equal(ExecutionStatus.Running, cluster.View(Child).Status);
        cluster.Do(3, engine => engine.CancelAsync("p"));
        Assert.Equal(ExecutionStatus.Canceled, cluster.View(Child).Status);
        Assert.Equal(
            [(FlowOperation.Pause, null), (FlowOperation.Resume, null), (FlowOperation.Cancel, null)],
            cluster.Ask(2, engine => engine.GetHistoryAsync(Child))!.Operations.Select(one => (one.Operation, one.By)));
        Assert.Empty(Open(cluster));
    }

    [Fact]
    public void A_parent_that_was_taken_over_starts_its_child_once()
    {
        using var cluster = new Cluster(2, SharingFlows.Late, SharingFlows.Parent);
        cluster.Start(0, "shop:parent", "p");
        cluster.Nodes[0].Kill();
        cluster.Pass(60);
        cluster.Executors.Answer("ask", DispatchOutcome.Accepted);
        cluster.Run();
        cluster.Ask(1, engine => engine.CompleteTaskAsync(Child, new("ask")));
        cluster.Executors.Answer("after", DispatchOutcome.Succeeded());
        cluster.Run();
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("p").Status);
        Assert.Equal(["p", Child], Guard.Result(cluster.Store.ListAsync(new(), default).AsTask()).Executions.Select(one => one.ExecutionId).Order(StringComparer.Ordinal));
    }

    /// <summary>The child at engine 1, the parent at engine 2; engine 3 owns nothing, engine 0 has left.</summary>
    private static Cluster WithParentAndChildApart()
    {
        var cluster = new Cluster(2, SharingFlows.Late, SharingFlows.Parent);
        cluster.Executors.Answers = call => call.Request.Task == "ask" ? DispatchOutcome.Accepted : null;
        cluster.Start(0, "shop:parent", "p");

        // Both only wait, so nobody takes them up before somebody asks about them. What is asked is refused.
        cluster.Stop(0);
        cluster.Join();
        Assert.Throws<FlowException>(() => cluster.Do(1, engine => engine.WakeAsync(Child, "ask")));
        Assert.Throws<FlowException>(() => cluster.Do(2, engine => engine.WakeAsync("p", "child")));
        cluster.Join();
        return cluster;
    }

    private static IEnumerable<(string Task, int Node)> Calls(Cluster cluster, string task) =>
        cluster.Executors.Calls.Where(call => call.Request.Task == task).Select(call => (task, call.Node));

    private static IEnumerable<string> Open(Cluster cluster) =>
        cluster.Store.ListOpenAsync(default).ToBlockingEnumerable().Select(header => header.ExecutionId);
}
