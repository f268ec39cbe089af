using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Running.Sharing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>What may be on record, with nobody there who knows, is not asked again as if it were not.</summary>
public class DoubtTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_pause_that_may_be_on_record_is_not_refused_because_it_is(bool isKept)
    {
        using var cluster = Accepting(2);
        cluster.Start(0, "shop:late", "e1");
        cluster.Ways[0].CutNextSave(isKept);
        cluster.Do(0, engine => engine.PauseAsync("e1"));
        Assert.Equal(ExecutionStatus.Paused, cluster.View("e1").Status);
        cluster.Do(1, engine => engine.ResumeAsync("e1"));
        Assert.Equal(ExecutionStatus.Running, cluster.View("e1").Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_pause_that_may_be_on_record_at_another_engine_is_not_refused_because_it_is(bool isKept)
    {
        using var cluster = Accepting(2);
        cluster.Start(0, "shop:late", "e1");
        cluster.Ways[0].CutNextSave(isKept);
        var asked = cluster[1].PauseAsync("e1").AsTask();
        cluster.Pass(60);
        Guard.Done(asked);
        Assert.Equal(ExecutionStatus.Paused, cluster.View("e1").Status);
    }

    [Theory]
    [InlineData(true, ExecutionStatus.Running)]
    [InlineData(false, ExecutionStatus.Canceled)]
    public void What_would_begin_something_twice_is_not_repeated(bool isKept, ExecutionStatus status)
    {
        using var cluster = Accepting(2);
        cluster.Start(0, "shop:late", "e1");
        cluster.Do(0, engine => engine.CancelAsync("e1"));
        cluster.Ways[0].CutNextSave(isKept);
        var asked = cluster[0].RestartAsync("e1").AsTask();
        cluster.Pass(60);
        Assert.Equal(FlowErrorCodes.AnswerLost, Assert.Throws<FlowException>(() => Guard.Done(asked)).Code);
        Assert.Equal(status, cluster.View("e1").Status);

        // Who could not find out does not act on it: the next owner does.
        Assert.Equal(isKept ? 2 : 1, cluster.Executors.Calls.Count);
        Assert.Equal(cluster.Executors.Calls.Count, cluster.Executors.Keys("ask").Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_engine_that_stops_does_not_say_of_what_may_be_on_record_that_it_was_not_taken(bool isStart)
    {
        using var cluster = Accepting(2);
        cluster.Start(0, "shop:late", "e1");
        cluster.Ways[0].CutNextSave(isKept: true);
        var gate = new TaskCompletionSource();
        cluster.Ways[0].JoinGate = gate.Task;
        var asked = isStart
            ? (Task)cluster[0].StartAsync("shop:late", default, new() { ExecutionId = "e2" }).AsTask()
            : cluster[0].PauseAsync("e1").AsTask();
        cluster.Run();
        Assert.False(asked.IsCompleted);
        var stopping = cluster[0].StopAsync().AsTask();
        cluster.Run();
        gate.SetResult();
        cluster.Pass(60);
        Guard.Done(stopping);
        Assert.Equal(FlowErrorCodes.AnswerLost, Assert.Throws<FlowException>(() => Guard.Done(asked)).Code);
    }

    [Fact]
    public void A_doubt_that_is_settled_by_what_the_execution_was_read_for_is_not_told_of()
    {
        using var cluster = new Cluster(1, SharingFlows.Pay);
        cluster.Start(0, "shop:pay", "e1");
        for (var i = 1; i < 3; i++)
        {
            cluster.Nodes[i - 1].Kill();
            cluster.Join();
            cluster.Pass(60);
        }

        Assert.Equal(FlowErrorCodes.OutcomeUnknown, Assert.Single(cluster.Nodes[1].Notices).Code);
        cluster.Do(2, engine => engine.RepeatAsync("e1", "charge"));
        Assert.Empty(cluster.Nodes[2].Notices);
        Assert.Equal([0, 2], cluster.Executors.Calls.Select(call => call.Node));
    }

    [Fact]
    public void A_doubt_is_told_of_before_it_is_on_record()
    {
        using var cluster = new Cluster(2, SharingFlows.Pay);
        cluster.Start(0, "shop:pay", "e1");
        cluster.Nodes[0].Kill();
        var gate = new TaskCompletionSource();
        cluster.Ways[1].Gate = gate.Task;
        cluster.Pass(60);
        Assert.Equal(FlowErrorCodes.OutcomeUnknown, Assert.Single(cluster.Nodes[1].Notices).Code);
        gate.SetResult();
        cluster.Pass(60);
        Assert.Single(cluster.Nodes[1].Notices);
    }

    [Fact]
    public void What_came_while_a_save_was_on_its_way_is_not_in_doubt_with_it()
    {
        using var cluster = Accepting(2);
        cluster.Start(0, "shop:late", "e1");
        var gate = new TaskCompletionSource();
        cluster.Ways[0].Gate = gate.Task;
        var paused = cluster[0].PauseAsync("e1").AsTask();
        cluster.Run();
        var restarted = cluster[0].RestartAsync("e1").AsTask();
        cluster.Ways[0].CutNextSave(isKept: true);
        gate.SetResult();
        cluster.Pass(60);
        Guard.Done(paused);
        Assert.Equal(FlowErrorCodes.WrongStatus, Assert.Throws<FlowException>(() => Guard.Done(restarted)).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_callback_that_may_be_on_record_is_taken_once(bool isKept)
    {
        using var cluster = Accepting(2);
        cluster.Start(0, "shop:late", "e1");
        cluster.Ways[0].CutNextSave(isKept);
        cluster.Ask(0, engine => engine.CompleteTaskAsync("e1", new("ask", CallbackStatus.Success, FlowValue.Parse("""{"word":"x"}"""))));
        Assert.Equal("x", cluster.View("e1").Context["word"].AsString());
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e1").Status);
        Assert.Single(cluster.Executors.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_callback_that_does_not_fit_any_more_may_be_the_one_that_is_on_record(int engines)
    {
        using var cluster = Accepting(engines);
        cluster.Start(0, "shop:late", "e1");
        cluster.Ways[0].CutNextSave(isKept: true);
        var asked = cluster[0].CompleteTaskAsync("e1", new("ask", CallbackStatus.Failed, Attempt: 1)).AsTask();
        cluster.Pass(60);
        Assert.Equal(FlowErrorCodes.AnswerLost, Assert.Throws<FlowException>(() => Guard.Done(asked)).Code);
        Assert.Equal([1, 2], cluster.Executors.Calls.Select(call => call.Request.Attempt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_start_that_may_be_on_record_is_begun_once(bool isKept)
    {
        using var cluster = Accepting(2);
        cluster.Ways[0].CutNextSave(isKept);
        var execution = cluster.Ask(0, engine => engine.StartAsync("shop:late"));
        cluster.Pass(60);
        Assert.Equal(execution.Id, Assert.Single(Guard.Result(cluster.Store.ListAsync(new(), default).AsTask()).Executions).ExecutionId);
        Assert.Single(cluster.Executors.Keys("ask").Distinct());
        cluster.Ask(1, engine => engine.CompleteTaskAsync(execution.Id, new("ask")));
        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(execution.Completion).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sub_flow_whose_start_may_be_on_record_begins_once(bool isKept)
    {
        using var cluster = new Cluster(2, SharingFlows.Late, SharingFlows.Parent);
        cluster.Executors.Answers = call => call.Request.Task == "ask" ? DispatchOutcome.Accepted : DispatchOutcome.Succeeded();
        var starting = cluster[0].StartAsync("shop:parent", default, new() { ExecutionId = "p" }).AsTask();
        cluster.Ways[0].CutNextSave(isKept);
        cluster.Run();
        Guard.Done(starting);
        cluster.Pass(60);
        cluster.Ask(1, engine => engine.CompleteTaskAsync("p_child_1", new("ask")));
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("p").Status);
        Assert.Single(cluster.Executors.Keys("ask").Distinct());
    }

    [Fact]
    public void An_engine_that_slept_in_a_call_refuses_nothing_by_what_it_knew_before()
    {
        using var cluster = Accepting(2);
        Task? resumed = null;
        cluster.Executors.Answers = call =>
        {
            if (call.Node == 1)
            {
                return DispatchOutcome.Accepted;
            }

            cluster.Nodes[0].Freeze();
            cluster.Pass(60);
            cluster.Do(1, engine => engine.PauseAsync("e1"));
            cluster.Nodes[0].Wake();
            resumed = cluster[0].ResumeAsync("e1").AsTask();
            return null;
        };
        cluster.Start(0, "shop:late", "e1");
        cluster.Pass(60);
        Guard.Done(resumed!);
        Assert.Equal(ExecutionStatus.Running, cluster.View("e1").Status);
    }

    [Fact]
    public void An_engine_that_slept_while_it_read_does_not_do_what_the_next_owner_owes()
    {
        using var cluster = new Cluster(2, [], builder => builder.Options = builder.Options with { HotExecutions = 0 }, SharingFlows.Late);
        cluster.Executors.Answers = call => call.Node == 0 ? DispatchOutcome.Accepted : null;
        cluster.Start(0, "shop:late", "e1");
        var gate = new TaskCompletionSource();
        cluster.Ways[0].LoadGate = gate.Task;
        var asked = cluster[0].PauseAsync("e1").AsTask();
        cluster.Run();
        cluster.Nodes[0].Freeze();
        cluster.Pass(60);
        cluster.Do(1, engine => engine.CancelAsync("e1"));
        cluster.Do(1, engine => engine.RestartAsync("e1"));
        cluster.Nodes[0].Wake();
        gate.SetResult();
        cluster.Pass(60);
        Guard.Done(asked);
        Assert.Equal([0, 1], cluster.Executors.Calls.Select(call => call.Node));
    }

    [Fact]
    public void An_engine_that_lives_does_not_remember_for_ever_what_it_was_asked()
    {
        using var cluster = Accepting(2);
        cluster.Start(0, "shop:late", "e1");
        cluster.Ways[0].LosesMessages = true;
        var asked = cluster[1].PauseAsync("e1").AsTask();
        cluster.Nodes[1].Freeze();
        cluster.Pass(20 * Cluster.Lease);
        cluster.Ways[0].LosesMessages = false;
        cluster.Nodes[1].Wake();
        cluster.Pass(60);
        Guard.Done(asked);
        Assert.Equal(ExecutionStatus.Paused, cluster.View("e1").Status);
    }

    [Fact]
    public void One_of_two_copies_that_was_not_taken_says_nothing_of_the_other()
    {
        using var cluster = Accepting(1);
        cluster.Start(0, "shop:late", "e1");
        cluster.Do(0, engine => engine.CancelAsync("e1"));
        var session = Guard.Result(cluster.Store.JoinAsync(new("other", TimeSpan.FromHours(1), new Silent()), default).AsTask());
        cluster.Stop(0);
        Assert.Equal(session.Number, Guard.Result(session.FindOwnerAsync("e1", default).AsTask()));
        cluster.Join();
        var asked = cluster[1].RestartAsync("e1").AsTask();
        cluster.Pass(Cluster.Lease);

        // That it was not taken is said of the first copy, and then the session is over.
        var number = Guard.Result(session.RenewAsync(default).AsTask()).Others.Single();
        var message = MessageWriter.Write(new EngineMessage.NotTaken(session.Number, new(number, 1), Leaves: false));
        Assert.True(Guard.Result(session.TrySendAsync(number, message, default).AsTask()));
        Guard.Done(session.DisposeAsync().AsTask());
        cluster.Pass(60);
        Assert.Equal(FlowErrorCodes.AnswerLost, Assert.Throws<FlowException>(() => Guard.Done(asked)).Code);
    }

    [Fact]
    public void News_that_another_engine_could_not_save_is_told_again()
    {
        using var cluster = new Cluster(3, SharingFlows.Late, SharingFlows.Parent);
        cluster.Executors.Answers = call => call.Request.Task == "ask" ? DispatchOutcome.Accepted : DispatchOutcome.Succeeded();
        cluster.Start(0, "shop:parent", "p");
        cluster.Stop(0);
        Assert.Throws<FlowException>(() => cluster.Do(1, engine => engine.ResumeAsync("p_child_1")));
        Assert.Throws<FlowException>(() => cluster.Do(2, engine => engine.ResumeAsync("p")));
        cluster.Ways[2].Fault = new FlowException(FlowErrorCodes.StoreUnreachable, "The store cannot be reached.");
        cluster.Ask(1, engine => engine.CompleteTaskAsync("p_child_1", new("ask")));
        cluster.Ways[2].Fault = null;
        cluster.Pass(60);
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("p").Status);
    }

    [Fact]
    public void What_an_engine_could_not_take_before_it_stopped_is_taken_by_the_next()
    {
        using var cluster = Accepting(2);
        cluster.Start(0, "shop:late", "e1");
        cluster.Ways[0].Fault = new FlowException(FlowErrorCodes.StoreUnreachable, "The store cannot be reached.");
        Assert.ThrowsAny<FlowException>(() => cluster.Do(0, engine => engine.PauseAsync("e1")));
        var asked = cluster[1].PauseAsync("e1").AsTask();
        cluster.Run();
        Assert.False(asked.IsCompleted);
        var stopping = cluster[0].StopAsync().AsTask();
        cluster.Pass(60);
        Guard.Done(stopping);
        cluster.Run();
        Guard.Done(asked);
        Assert.Equal(ExecutionStatus.Paused, Guard.Result(cluster[1].GetAsync("e1").AsTask())!.Status);
    }

    private static Cluster Accepting(int engines)
    {
        var cluster = new Cluster(engines, SharingFlows.Late);
        cluster.Executors.Answers = _ => DispatchOutcome.Accepted;
        return cluster;
    }
}
