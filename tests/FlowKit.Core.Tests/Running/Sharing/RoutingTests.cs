using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Running.Sharing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>Whatever may be asked of an engine may be asked of any engine.</summary>
public class RoutingTests
{
    private static readonly FlowValue Word = FlowValue.Parse("""{"word":"x"}""");

    [Fact]
    public void A_callback_may_arrive_at_any_engine()
    {
        using var cluster = Accepting(3, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        Assert.Equal(CallbackAnswer.Accepted, cluster.Ask(1, engine => engine.CompleteTaskAsync("e1", new("ask", CallbackStatus.Success, Word))));
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e1").Status);
        Assert.Equal(CallbackAnswer.Duplicate, cluster.Ask(2, engine => engine.CompleteTaskAsync("e1", new("ask", CallbackStatus.Success, Word))));
        Assert.All(cluster.Nodes, node => Assert.Empty(node.Notices));
    }

    [Fact]
    public void A_refusal_comes_back_with_its_code_and_message()
    {
        using var cluster = Accepting(2, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        var here = Assert.Throws<FlowException>(() => cluster.Ask(0, engine => engine.CompleteTaskAsync("e1", new("nobody"))));
        var there = Assert.Throws<FlowException>(() => cluster.Ask(1, engine => engine.CompleteTaskAsync("e1", new("nobody"))));
        Assert.Equal((here.Code, here.Message), (there.Code, there.Message));
        var unknown = Assert.Throws<FlowException>(() => cluster.Do(1, engine => engine.CancelAsync("nobody")));
        Assert.Equal(FlowErrorCodes.UnknownExecution, unknown.Code);
    }

    [Fact]
    public void Every_operation_reaches_the_owner()
    {
        using var cluster = Accepting(2, SharingFlows.Late, SharingFlows.Suspense);
        cluster.Start(0, "shop:late", "e1");
        cluster.Do(1, engine => engine.PauseAsync("e1"));
        Assert.Equal(ExecutionStatus.Paused, cluster.View("e1").Status);
        cluster.Do(1, engine => engine.ResumeAsync("e1"));
        Assert.Equal(ExecutionStatus.Running, cluster.View("e1").Status);
        cluster.Do(1, engine => engine.CancelAsync("e1", "enough"));
        Assert.Equal("enough", cluster.View("e1").Failure!.Message);
        cluster.Do(1, engine => engine.RetryFromFailedAsync("e1"));
        Assert.Equal([0, 0], cluster.Executors.Calls.Select(call => call.Node));
        cluster.Do(1, engine => engine.CancelAsync("e1"));
        cluster.Do(1, engine => engine.RetryAsync("e1", ["ask"]));
        cluster.Do(1, engine => engine.CancelAsync("e1"));
        cluster.Do(1, engine => engine.RunTaskAsync("e1", "ask"));
        cluster.Do(1, engine => engine.CancelAsync("e1"));
        cluster.Do(1, engine => engine.RestartAsync("e1"));
        Assert.Equal(5, cluster.Executors.Calls.Count);
        cluster.Do(1, engine => engine.UpdateContextAsync("e1", Word));
        Assert.Equal("x", cluster.View("e1").Context["word"].AsString());

        cluster.Do(1, engine => engine.DegradeAsync("e1", "ask", self: false, followers: true));
        cluster.Do(1, engine => engine.CompleteAsync("e1", success: false, "enough"));
        Assert.Equal((ExecutionStatus.Failed, "enough"), (cluster.View("e1").Status, cluster.View("e1").Failure!.Message));

        cluster.Start(0, "shop:suspense", "e2");
        cluster.Do(1, engine => engine.WakeAsync("e2", "wait", Word));
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e2").Status);
    }

    [Fact]
    public void An_answer_is_given_once_the_owner_has_saved()
    {
        using var cluster = Accepting(2, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        var asked = cluster[1].CompleteTaskAsync("e1", new("ask", CallbackStatus.Success, Word)).AsTask();
        Assert.False(asked.IsCompleted);
        Assert.Equal(ExecutionStatus.Running, Guard.Result(cluster[1].GetAsync("e1").AsTask())!.Status);
        cluster.Run();
        Assert.Equal(CallbackAnswer.Accepted, Guard.Result(asked));
    }

    [Fact]
    public void Marks_that_only_a_newer_engine_knows_are_not_read_as_something_else()
    {
        var known = new EngineMessage.Ask(1, new(1, 1), 2, "e1", new Arrival.Degrade("ask", Degradation.Self | Degradation.Followers));
        Assert.Equal(known, MessageReader.Read(MessageWriter.Write(known)));
        var newer = known with { Arrival = new Arrival.Degrade("ask", (Degradation)4) };
        Assert.Equal(FlowErrorCodes.NewerState, Assert.Throws<FlowException>(() => MessageReader.Read(MessageWriter.Write(newer))).Code);
    }

    [Fact]
    public void Who_asks_and_why_comes_along_with_every_operation()
    {
        OperationNote? whoAndWhy = new("ann", "too slow"), who = new("ann"), why = "too slow";
        Arrival.ByHand[] operations = [new Arrival.Cancel(), new Arrival.Complete(true), new Arrival.Degrade("ask", Degradation.Self), new Arrival.Operation(FlowOperation.Pause)];
        foreach (var asked in from operation in operations from note in (OperationNote?[])[whoAndWhy, who, why, null] select operation with { Note = note })
        {
            var message = MessageWriter.Write(new EngineMessage.Ask(1, new(1, 1), 2, "e1", asked));
            var read = Assert.IsType<EngineMessage.Ask>(MessageReader.Read(message)).Arrival as Arrival.ByHand;
            Assert.Equal((asked.GetType(), asked.Note), (read!.GetType(), read.Note));
        }
    }

    [Fact]
    public void A_reason_alone_is_told_as_engines_before_knew_it_and_a_note_is_refused_where_it_has_no_place()
    {
        Assert.Equal(MessageMark.Cancel, MarkOf(new Arrival.Cancel { Note = "enough" }));
        Assert.Equal(MessageMark.Complete, MarkOf(new Arrival.Complete(false) { Note = "enough" }));
        Assert.Equal(MessageMark.Operation, MarkOf(new Arrival.Operation(FlowOperation.Pause)));
        Assert.Equal(MessageMark.Noted, MarkOf(new Arrival.Cancel { Note = new("ann") }));

        var message = Message(new Arrival.Cancel { Note = new("ann") });
        message[^2] = MessageMark.Noted;
        Assert.Equal(FlowErrorCodes.NewerState, Assert.Throws<FlowException>(() => MessageReader.Read(message)).Code);

        static byte[] Message(Arrival arrival) => MessageWriter.Write(new EngineMessage.Ask(1, new(1, 1), 2, "e1", arrival));

        // Behind the format, the kind, three numbers, the target and the execution.
        static byte MarkOf(Arrival arrival) => Message(arrival)[9];
    }

    [Fact]
    public void Who_asked_and_why_is_on_record_wherever_it_was_asked()
    {
        using var cluster = Accepting(2, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        cluster.Do(0, engine => engine.PauseAsync("e1", new("ann", "look first")));
        cluster.Do(1, engine => engine.ResumeAsync("e1", new("bob")));
        cluster.Do(1, engine => engine.CancelAsync("e1", "enough"));
        cluster.Do(1, engine => engine.RetryAsync("e1", ["ask"], new("cid", "again")));

        Assert.Equal(
            [
                (FlowOperation.Pause, "ann", "look first", 0), (FlowOperation.Resume, "bob", null, 0), (FlowOperation.Cancel, null, "enough", 0),
                (FlowOperation.Retry, "cid", "again", 1),
            ],
            cluster.Ask(1, engine => engine.GetHistoryAsync("e1"))!.Operations.Select(one => (one.Operation, one.By, one.Reason, one.Epoch)));
    }

    [Fact]
    public void What_was_asked_of_one_session_is_not_carried_out_in_another()
    {
        using var cluster = Accepting(1, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        var other = Guard.Result(cluster.Store.JoinAsync(new("other", Cluster.Lease, new Silent()), default).AsTask());
        var owner = Guard.Result(other.FindOwnerAsync("e1", default).AsTask());
        Assert.Equal(ExecutionStatus.Running, AfterCancel(target: owner + 1, number: 1));
        Assert.Equal(ExecutionStatus.Canceled, AfterCancel(target: owner, number: 2));

        ExecutionStatus AfterCancel(long target, long number)
        {
            var ask = new EngineMessage.Ask(other.Number, new(other.Number, number), target, "e1", new Arrival.Cancel());
            Assert.True(Guard.Result(other.TrySendAsync(owner, MessageWriter.Write(ask), default).AsTask()));
            cluster.Run();
            return cluster.View("e1").Status;
        }
    }

    [Fact]
    public void A_callback_for_an_engine_that_is_dead_is_taken_once_it_is_taken_over()
    {
        using var cluster = Accepting(2, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        cluster.Nodes[0].Kill();
        var asked = cluster[1].CompleteTaskAsync("e1", new("ask", CallbackStatus.Success, Word)).AsTask();
        cluster.Pass(Cluster.Lease - TimeSpan.FromSeconds(1));
        Assert.False(asked.IsCompleted);
        cluster.Pass(1.1);
        Assert.Equal(CallbackAnswer.Accepted, Guard.Result(asked));
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e1").Status);
    }

    [Fact]
    public void What_an_engine_took_before_it_slept_is_taken_once()
    {
        using var cluster = Accepting(2, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        cluster.Nodes[0].Freeze();
        var asked = cluster[1].CompleteTaskAsync("e1", new("ask", CallbackStatus.Success, Word)).AsTask();
        cluster.Pass(60);
        Assert.Equal(CallbackAnswer.Accepted, Guard.Result(asked));
        cluster.Nodes[0].Wake();
        cluster.Run();
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e1").Status);
        Assert.Single(cluster.Executors.Calls);
    }

    [Fact]
    public void What_would_begin_something_twice_is_not_repeated_for_an_engine_that_went_without_an_answer()
    {
        using var cluster = Accepting(2, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        cluster.Do(0, engine => engine.CancelAsync("e1"));
        cluster.Nodes[0].Kill();
        var asked = cluster[1].RetryFromFailedAsync("e1").AsTask();
        cluster.Pass(60);
        Assert.Equal(FlowErrorCodes.AnswerLost, Assert.Throws<FlowException>(() => Guard.Done(asked)).Code);
        cluster.Do(1, engine => engine.RetryFromFailedAsync("e1"));
        Assert.Equal([0, 1], cluster.Executors.Calls.Select(call => call.Node));
    }

    [Fact]
    public void A_resume_that_may_have_been_done_is_not_refused_because_the_execution_has_ended_since()
    {
        using var cluster = Accepting(3, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        cluster.Do(0, engine => engine.PauseAsync("e1"));
        cluster.Nodes[0].Kill();
        var asked = cluster[1].ResumeAsync("e1").AsTask();
        cluster.Nodes[1].Freeze();
        cluster.Pass(60);
        cluster.Do(2, engine => engine.ResumeAsync("e1"));
        cluster.Ask(2, engine => engine.CompleteTaskAsync("e1", new("ask", CallbackStatus.Success, Word)));
        cluster.Nodes[1].Wake();
        cluster.Pass(60);
        Assert.Equal(FlowErrorCodes.AnswerLost, Assert.Throws<FlowException>(() => Guard.Done(asked)).Code);
    }

    [Fact]
    public void An_engine_that_stops_turns_nobody_away_for_good()
    {
        using var cluster = Accepting(2, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");

        // It arrives before the engine has left and is read after the stop began.
        var asked = cluster[1].RestartAsync("e1").AsTask();
        var stopping = cluster[0].StopAsync().AsTask();
        cluster.Run();
        Guard.Done(stopping);
        cluster.Run();
        Assert.Equal(FlowErrorCodes.WrongStatus, Assert.Throws<FlowException>(() => Guard.Done(asked)).Code);
    }

    [Fact]
    public void The_end_is_told_to_whoever_waits_elsewhere()
    {
        using var cluster = Accepting(3, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        var one = cluster[1].WaitAsync("e1").AsTask();
        var two = cluster[2].StartAsync("shop:late", default, new() { ExecutionId = "e1" }).AsTask();
        cluster.Run();
        cluster.Ask(2, engine => engine.CompleteTaskAsync("e1", new("ask", CallbackStatus.Success, Word)));
        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(one).Status);
        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(Guard.Result(two).Completion).Status);
        Assert.Single(cluster.Executors.Calls);
        Assert.Equal(ExecutionStatus.Succeed, cluster.Ask(1, engine => engine.WaitAsync("e1")).Status);
    }

    [Fact]
    public void The_end_is_told_to_whoever_waits_elsewhere_when_the_owner_died()
    {
        using var cluster = Accepting(3, SharingFlows.Late);
        cluster.Start(0, "shop:late", "e1");
        var waiting = cluster[1].WaitAsync("e1").AsTask();
        cluster.Run();
        cluster.Nodes[0].Kill();
        cluster.Pass(60);
        Assert.False(waiting.IsCompleted);
        cluster.Ask(2, engine => engine.CompleteTaskAsync("e1", new("ask", CallbackStatus.Success, Word)));
        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(waiting).Status);
    }

    private static Cluster Accepting(int engines, params string[] flows)
    {
        var cluster = new Cluster(engines, flows);
        cluster.Executors.Answers = _ => DispatchOutcome.Accepted;
        return cluster;
    }
}
