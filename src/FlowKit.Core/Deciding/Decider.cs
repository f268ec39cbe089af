using FlowKit.Callbacks;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>
/// The rules: one arrival against one state gives changes, effects and news. No clock, no I/O, no chance of its own; equal states and
/// arrivals give equal results.
/// </summary>
internal static class Decider
{
    /// <summary>Begins a new execution.</summary>
    public static void Start(Turn turn, FlowValue submitted)
    {
        turn.BranchBudget = DecidingOptions.BranchesPerTurn;
        ExecutionRules.Start(turn, submitted);
        Drain(turn);
    }

    /// <summary>Decides one arrival and everything that follows from it at once.</summary>
    public static Reply Decide(Turn turn, Arrival arrival)
    {
        turn.BranchBudget = DecidingOptions.BranchesPerTurn;
        var reply = Apply(turn, arrival);
        Drain(turn);
        return reply;
    }

    /// <summary>Decides what the present attempt of a task came back with, and everything that follows from it at once.</summary>
    public static void Returned(Turn turn, TaskState task, DispatchOutcome result)
    {
        turn.BranchBudget = DecidingOptions.BranchesPerTurn;
        FunctionDecision.Returned(turn, task, task.Epoch, task.Attempt, result);
        Drain(turn);
    }

    private static void Drain(Turn turn)
    {
        while (turn.Line.TryDequeue(out var task))
        {
            TaskRules.Begin(turn, task);
        }
    }

    private static Reply Apply(Turn turn, Arrival arrival)
    {
        switch (arrival)
        {
            case Arrival.Outcome outcome:
                FunctionDecision.Returned(turn, outcome.Task, outcome.Epoch, outcome.Attempt, outcome.Result);
                return Reply.Done;
            case Arrival.Save save:
                return SaveRules.Save(turn, save);
            case Arrival.Callback callback:
                return Called(turn, callback.Result);
            case Arrival.Wake wake:
                return Woken(turn, wake.Task, wake.Data);
            case Arrival.TaskTime time:
                TaskTime(turn, time.Task);
                return Reply.Done;
            case Arrival.ExecutionTime:
                ExecutionRules.TimedOut(turn);
                return Reply.Done;
            case Arrival.LoopTurn loop:
                loop.Task.Branching!.Continues = false;
                ForeachDecision.BeginBranches(turn, loop.Task, (ForeachNode)turn.NodeOf(loop.Task));
                return Reply.Done;
            case Arrival.ByHand byHand:
                return DoneByHand(turn, byHand);
            case Arrival.ChildNews news:
                return SubFlowDecision.Told(turn, news);
            case Arrival.EndTold told:
                EndCallbackRules.Returned(turn, told.Attempt, told.Result);
                return Reply.Done;
            case Arrival.NewsTaken:
                ExecutionRules.NewsTaken(turn);
                return Reply.Done;
            case Arrival.OrderTaken taken:
                ChildOrders.Taken(turn, taken.Number);
                return Reply.Done;
            default:
                throw new InvalidOperationException($"Nobody decides an arrival of type {arrival.GetType().Name}.");
        }
    }

    private static Reply DoneByHand(Turn turn, Arrival.ByHand arrival)
    {
        var reply = arrival switch
        {
            Arrival.Cancel cancel => ExecutionRules.Cancel(turn, cancel.Note?.Reason),
            Arrival.Complete complete => ExecutionRules.Complete(turn, complete.Success, complete.Note?.Reason),
            Arrival.Degrade degrade => DegradeRules.Mark(turn, degrade.Task, degrade.Marks),
            _ => Operate(turn, (Arrival.Operation)arrival),
        };
        if (reply.Refusal is null)
        {
            OperationLog.Keep(turn, arrival);
        }

        return reply;
    }

    private static Reply Operate(Turn turn, Arrival.Operation operation) => operation.Kind switch
    {
        FlowOperation.Pause => OperatorRules.Pause(turn),
        FlowOperation.Resume => OperatorRules.Resume(turn),
        FlowOperation.RetryFromFailed => OperatorRules.RetryFromFailed(turn, operation.Patch),
        FlowOperation.Retry => OperatorRules.Retry(turn, operation.Tasks, operation.Patch),
        FlowOperation.Restart => OperatorRules.Restart(turn),
        FlowOperation.ResendCallback => EndCallbackRules.Resend(turn),
        FlowOperation.UpdateContext => ContextPatch.Apply(turn, operation.Patch),
        FlowOperation.Repeat => DoubtRules.Repeat(turn, operation.Tasks[0]),
        FlowOperation.RunTask => OperatorRules.RunTask(turn, operation.Tasks[0]),
        _ => OperatorRules.Skip(turn, operation.Tasks[0]),
    };

    private static Reply Called(Turn turn, TaskCallback callback)
    {
        if (InstanceName.Find(turn.Plan, turn.State, callback.Task) is not { } task)
        {
            return Unknown(callback.Task);
        }

        return turn.NodeOf(task) switch
        {
            FunctionNode node => FunctionDecision.Called(turn, task, node, callback),
            SuspenseNode node => SuspenseDecision.Wake(turn, task, node, callback.Output),
            var node => Reply.Refused(
                FlowErrorCodes.TakesNoCallback, $"The task '{callback.Task}' is a {node.Category.ToText()} and takes no callback."),
        };
    }

    private static Reply Woken(Turn turn, string name, FlowValue data)
    {
        if (InstanceName.Find(turn.Plan, turn.State, name) is not { } task)
        {
            return Unknown(name);
        }

        return turn.NodeOf(task) is SuspenseNode node
            ? SuspenseDecision.Wake(turn, task, node, data)
            : Reply.Refused(FlowErrorCodes.TakesNoCallback, $"The task '{name}' is no suspense and cannot be woken.");
    }

    internal static Reply Unknown(string name) => Reply.Refused(
        FlowErrorCodes.UnknownTask, $"The execution has no task '{name}', or the branch it is in has not begun.");

    /// <summary>The time of a task has come. What has changed since the timer was set is told by the state.</summary>
    private static void TaskTime(Turn turn, TaskState task)
    {
        var node = turn.NodeOf(task);
        var total = task.TotalDeadline != 0 && task.TotalDeadline <= turn.Now;
        var open = task.Status is FlowTaskStatus.Running or FlowTaskStatus.KeySucceed;
        if (task.Status == FlowTaskStatus.Ready && !total)
        {
            GoOn(turn, task, node);
        }
        else if (total || (open && task.Deadline != 0 && task.Deadline <= turn.Now))
        {
            TimedOut(turn, task, node, total);
        }
    }

    private static void GoOn(Turn turn, TaskState task, TaskNode node)
    {
        if (task.DueAt > turn.Now)
        {
            return;
        }

        if (turn.State.Paused)
        {
            TaskRules.Stash(turn, task);
        }
        else if (task.Attempt > 0)
        {
            FunctionDecision.BeginAttempt(turn, task, (FunctionNode)node);
        }
        else
        {
            TaskRules.Start(turn, task, node);
        }
    }

    private static void TimedOut(Turn turn, TaskState task, TaskNode node, bool total)
    {
        switch (node)
        {
            case FunctionNode function:
                FunctionDecision.TimedOut(turn, task, function, total);
                break;
            case SuspenseNode suspense:
                SuspenseDecision.TimedOut(turn, task, suspense);
                break;
            case ChoiceNode or ForeachNode:
                ChoiceDecision.TimedOut(turn, task);
                break;
        }
    }
}
