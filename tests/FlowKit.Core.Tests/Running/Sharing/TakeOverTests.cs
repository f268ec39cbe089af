using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>An engine that dies, stops or sleeps loses nothing: the others go on.</summary>
public class TakeOverTests
{
    [Fact]
    public void What_a_dead_engine_owned_goes_on_within_the_lease_time()
    {
        using var cluster = new Cluster(2, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());
        cluster.Run();
        cluster.Nodes[0].Kill();

        cluster.Pass(Cluster.Lease - TimeSpan.FromSeconds(1));
        Assert.Equal(2, cluster.Executors.Calls.Count);
        cluster.Pass(1.1);
        Assert.Equal([0, 0, 1], cluster.Executors.Calls.Select(call => call.Node));
        Assert.Single(cluster.Executors.Keys("second").Distinct());

        cluster.Executors.Answer("second", DispatchOutcome.Succeeded());
        cluster.Run();
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e1").Status);
    }

    [Fact]
    public void Of_several_engines_each_execution_is_taken_over_by_one()
    {
        using var cluster = new Cluster(3, SharingFlows.Two);
        for (var i = 0; i < 600; i++)
        {
            cluster.Start(0, "shop:two", $"e{i:D3}");
        }

        cluster.Nodes[0].Kill();
        cluster.Pass(Cluster.Lease + TimeSpan.FromSeconds(0.1));
        Assert.Equal(1_200, cluster.Executors.Calls.Count);
        Assert.Equal(600, cluster.Executors.Keys("first").Distinct().Count());

        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());
        cluster.Run();
        Assert.All(Enumerable.Range(0, 600), i => Assert.Equal(ExecutionStatus.Succeed, cluster.View($"e{i:D3}").Status));
        Assert.Equal(600, cluster.Executors.Keys("second").Count());
    }

    [Fact]
    public void An_engine_that_stops_in_order_hands_everything_back_at_once()
    {
        using var cluster = new Cluster(2, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Stop(0);
        Assert.Equal([0, 1], cluster.Executors.Calls.Select(call => call.Node));
        Assert.True(cluster.Executors.Calls[0].Token.IsCancellationRequested);
        Assert.Equal(CancelReason.EngineStopping, cluster.Executors.Calls[0].Request.CancelReason);
        Assert.Empty(cluster.Nodes[1].Notices);
    }

    [Fact]
    public void What_is_saved_while_an_engine_stops_still_says_that_something_is_out()
    {
        using var cluster = new Cluster(2, SharingFlows.Both);
        cluster.Executors.Answers = call => call.Request.Task == "ask" ? DispatchOutcome.Accepted : null;
        cluster.Start(0, "shop:both", "e1");
        var asked = cluster[0].CompleteTaskAsync("e1", new("ask")).AsTask();
        cluster.Stop(0);
        Assert.Equal(CallbackAnswer.Accepted, Guard.Result(asked));
        Assert.Equal([("ask", 0), ("call", 0), ("call", 1)], cluster.Executors.Calls.Select(call => (call.Request.Task, call.Node)).Order());
    }

    [Fact]
    public void A_start_that_meets_the_loss_of_the_lease_runs_in_the_next_session()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Nodes[0].Freeze();
        cluster.Pass(60);
        var other = Guard.Result(cluster.Store.JoinAsync(new("other", Cluster.Lease, new Silent()), default).AsTask());
        Assert.Equal(0, Guard.Result(other.FindOwnerAsync("nobody", default).AsTask()));
        Guard.Done(other.DisposeAsync().AsTask());
        cluster.Nodes[0].Wake();
        cluster.Start(0, "shop:two", "e1");
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());
        cluster.Run();
        cluster.Executors.Answer("second", DispatchOutcome.Succeeded());
        cluster.Run();
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e1").Status);
    }

    [Fact]
    public void Times_go_on_with_whoever_took_over()
    {
        using var cluster = new Cluster(2, SharingFlows.Late);
        cluster.Executors.Answers = call => call.Request.Attempt == 1 ? DispatchOutcome.Failed("busy") : DispatchOutcome.Accepted;
        cluster.Start(0, "shop:late", "e1");
        cluster.Nodes[0].Kill();
        cluster.Pass(29);
        Assert.Single(cluster.Executors.Calls);
        cluster.Pass(1);
        Assert.Equal([(0, 1), (1, 2)], cluster.Executors.Calls.Select(call => (call.Node, call.Request.Attempt)));
    }

    [Fact]
    public void An_attempt_that_was_accepted_is_not_sent_out_again()
    {
        using var cluster = new Cluster(2, SharingFlows.Late);
        cluster.Executors.Answers = _ => DispatchOutcome.Accepted;
        cluster.Start(0, "shop:late", "e1");
        cluster.Nodes[0].Kill();
        cluster.Pass(60);
        Assert.Single(cluster.Executors.Calls);
        Assert.Equal(CallbackAnswer.Accepted, cluster.Ask(1, engine => engine.CompleteTaskAsync("e1", new("ask"))));
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e1").Status);
    }

    [Fact]
    public void An_engine_that_slept_past_its_lease_drops_what_it_knew_and_joins_anew()
    {
        using var cluster = new Cluster(2, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Nodes[0].Freeze();
        cluster.Pass(60);
        Assert.Equal([0, 1], cluster.Executors.Calls.Select(call => call.Node));

        // The answer to its own call comes while it wakes.
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());
        cluster.Nodes[0].Wake();
        cluster.Run();
        Assert.Equal([0, 1, 1], cluster.Executors.Calls.Select(call => call.Node));
        Assert.Equal(FlowErrorCodes.LeaseLost, Assert.Single(cluster.Nodes[0].Notices).Code);
        Assert.Empty(cluster.Nodes[1].Notices);

        cluster.Executors.Answer("second", DispatchOutcome.Succeeded());
        cluster.Run();
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e1").Status);
        cluster.Start(0, "shop:two", "e2");
        cluster.Nodes[1].Kill();
        cluster.Pass(60);
        Assert.Equal(4, cluster.Executors.Calls.Count);
    }

    [Fact]
    public void Attempts_of_a_former_owner_are_told_that_they_are_not_wanted()
    {
        using var cluster = new Cluster(2, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Nodes[0].Freeze();
        cluster.Pass(60);
        cluster.Nodes[0].Wake();
        cluster.Run();
        Assert.Equal(CancelReason.OwnershipLost, cluster.Executors.Calls[0].Request.CancelReason);
        Assert.True(cluster.Executors.Calls[0].Token.IsCancellationRequested);
        Assert.False(cluster.Executors.Calls[1].Token.IsCancellationRequested);
    }

    [Fact]
    public void An_engine_that_slept_while_nobody_else_was_there_goes_on_as_before()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        var execution = cluster.Start(0, "shop:two", "e1");
        cluster.Nodes[0].Freeze();
        cluster.Pass(60);
        cluster.Nodes[0].Wake();
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());
        cluster.Run();
        cluster.Executors.Answer("second", DispatchOutcome.Succeeded());
        cluster.Run();
        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(execution.Completion).Status);
        Assert.Equal(2, cluster.Executors.Calls.Count);
        Assert.Empty(cluster.Nodes[0].Notices);
    }

    [Fact]
    public void Whoever_waited_at_an_engine_that_lost_its_lease_is_told_all_the_same()
    {
        using var cluster = new Cluster(2, SharingFlows.Late);
        cluster.Executors.Answers = _ => DispatchOutcome.Accepted;
        var execution = cluster.Start(0, "shop:late", "e1");
        cluster.Nodes[0].Freeze();
        cluster.Pass(60);
        cluster.Nodes[0].Wake();
        cluster.Run();
        Assert.False(execution.Completion.IsCompleted);
        cluster.Ask(1, engine => engine.CompleteTaskAsync("e1", new("ask", CallbackStatus.Success, FlowValue.Parse("""{"word":"x"}"""))));
        Assert.Equal("""{"word":"x"}""", Guard.Result(execution.Completion).Context.ToString());
    }

    [Fact]
    public void An_engine_that_lost_its_lease_may_take_over_what_it_owned_before()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Nodes[0].Freeze();
        cluster.Pass(60);

        // Somebody ends the session and leaves without taking anything.
        var other = Guard.Result(cluster.Store.JoinAsync(new("other", Cluster.Lease, new Silent()), default).AsTask());
        Assert.Equal(0, Guard.Result(other.FindOwnerAsync("nobody", default).AsTask()));
        Guard.Done(other.DisposeAsync().AsTask());
        cluster.Nodes[0].Wake();
        cluster.Run();
        Assert.Equal(2, cluster.Executors.Calls.Count);
        cluster.Executors.Answers = _ => DispatchOutcome.Succeeded();
        cluster.Executors.Answer("first", DispatchOutcome.Succeeded());
        cluster.Run();
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e1").Status);
    }

    [Fact]
    public void An_empty_cluster_leaves_everything_to_the_next_engine()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Stop(0);
        cluster.Pass(100);
        cluster.Join();
        Assert.Equal([0, 1], cluster.Executors.Calls.Select(call => call.Node));
    }

    [Fact]
    public void An_idle_engine_wakes_up_to_renew_its_lease_and_for_nothing_else()
    {
        using var cluster = new Cluster(1, SharingFlows.Two);
        var times = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            var next = cluster.Time.NextDue!.Value - cluster.Time.GetUtcNow();
            times.Add(next.TotalSeconds);
            cluster.Pass(next);
        }

        Assert.Equal([5, 5, 5, 5, 5, 5], times);
    }
}
