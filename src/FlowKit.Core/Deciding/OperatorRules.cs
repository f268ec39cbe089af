using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>What an operator may do to an execution. What does not fit its present status is refused and changes nothing.</summary>
internal static class OperatorRules
{
    public static Reply Pause(Turn turn)
    {
        if (turn.State.Status.IsEnded() || turn.State.Paused)
        {
            return WrongStatus(turn, "paused");
        }

        turn.State.Paused = true;
        turn.Touch();
        ChildOrders.GiveAll(turn, ChildOrderKind.Pause);
        return Reply.Done;
    }

    /// <summary>Lets everything that was held back begin.</summary>
    public static Reply Resume(Turn turn)
    {
        if (turn.State.Status.IsEnded() || !turn.State.Paused)
        {
            return WrongStatus(turn, "resumed");
        }

        turn.State.Paused = false;
        turn.Touch();
        ChildOrders.GiveAll(turn, ChildOrderKind.Resume);

        // What goes on may begin branches, so those held back are gathered first.
        var heldBack = turn.State.Scopes.Where(scope => !scope.Ended).SelectMany(scope => scope.Tasks)
            .Where(task => task.Status == FlowTaskStatus.Stashed)
            .ToList();
        foreach (var task in heldBack)
        {
            TaskRules.Unstash(turn, task);
        }

        return Reply.Done;
    }

    /// <summary>From every task that failed or was cancelled; of a loop only the branches that failed run again.</summary>
    public static Reply RetryFromFailed(Turn turn, FlowValue patch)
    {
        var failed = new List<TaskState>();
        FindFailed(turn.State.Root, failed);
        if (failed.Count == 0)
        {
            return Reply.Refused(FlowErrorCodes.WrongStatus, "No task of the execution has failed, so there is nothing to retry.");
        }

        return TakeBack(turn, failed, patch);
    }

    public static Reply Retry(Turn turn, IReadOnlyList<string> names, FlowValue patch)
    {
        var tasks = new List<TaskState>(names.Count);
        foreach (var name in names)
        {
            if (InstanceName.Find(turn.Plan, turn.State, name) is not { } task)
            {
                return Decider.Unknown(name);
            }

            if (!task.Status.IsEnded())
            {
                return WrongStatus(turn, task, "retried");
            }

            tasks.Add(task);
        }

        return tasks.Count > 0
            ? TakeBack(turn, tasks, patch)
            : Reply.Refused(FlowErrorCodes.UnknownTask, "No task was named, so there is nothing to retry.");
    }

    /// <summary>All over again with the original input.</summary>
    public static Reply Restart(Turn turn)
    {
        var state = turn.State;
        if (!state.Status.IsEnded())
        {
            return WrongStatus(turn, "restarted");
        }

        state.Epoch++;
        state.EndedAt = 0;
        state.Failure = null;
        state.Output = default;
        state.OwesNews = state.KeyAnnounced = state.Paused = false;
        state.EndCallback = null;
        state.Scopes.Where(scope => !scope.Dropped).ToList().ForEach(scope => AttemptLog.TakenBack(turn, scope));
        state.Scopes.Clear();
        ExecutionRules.Begin(turn);
        turn.NeedsSnapshot = true;
        return Reply.Done;
    }

    /// <summary>One task alone; its successors stay as they are.</summary>
    public static Reply RunTask(Turn turn, string name)
    {
        if (InstanceName.Find(turn.Plan, turn.State, name) is not { } task)
        {
            return Decider.Unknown(name);
        }

        if (!task.Status.IsEnded() && task.Status != FlowTaskStatus.NotStarted)
        {
            return WrongStatus(turn, task, "run alone");
        }

        turn.State.Epoch++;
        turn.Touch();
        var back = new TakingBack(turn);
        back.TakeAlone(task);
        back.GoOn();
        return Reply.Done;
    }

    /// <summary>A task that failed or has not begun counts as skipped, and the flow goes on.</summary>
    public static Reply Skip(Turn turn, string name)
    {
        if (InstanceName.Find(turn.Plan, turn.State, name) is not { } task)
        {
            return Decider.Unknown(name);
        }

        if (task.Status != FlowTaskStatus.Failed && task.HasBegun)
        {
            return WrongStatus(turn, task, "skipped");
        }

        AttemptLog.TakenBack(turn, task);
        task.Skip = SkipReason.ByHand;
        TaskRules.Settle(turn, task, FlowTaskStatus.Skipped);
        var back = new TakingBack(turn);
        back.Pass(task);
        back.GoOn();
        return Reply.Done;
    }

    // The context changes first: what is taken back may begin at once and reads it.
    private static Reply TakeBack(Turn turn, List<TaskState> tasks, FlowValue patch)
    {
        if (ContextPatch.Apply(turn, patch) is { Refusal: not null } refused)
        {
            return refused;
        }

        turn.State.Epoch++;
        turn.Touch();
        var back = new TakingBack(turn);
        foreach (var task in tasks)
        {
            back.Take(task);
        }

        back.GoOn();
        return Reply.Done;
    }

    // A loop or choice that failed because of its branches runs again with those; one that failed by itself is taken back whole.
    private static void FindFailed(ScopeState scope, List<TaskState> failed)
    {
        foreach (var task in scope.Tasks)
        {
            if (task.Status is not (FlowTaskStatus.Failed or FlowTaskStatus.Canceled or FlowTaskStatus.Running))
            {
                continue;
            }

            var before = failed.Count;
            foreach (var branch in task.Branching?.Branches ?? [])
            {
                if (branch is not null)
                {
                    FindFailed(branch, failed);
                }
            }

            if (failed.Count == before && task.Status != FlowTaskStatus.Running)
            {
                failed.Add(task);
            }
        }
    }

    private static Reply WrongStatus(Turn turn, string operation) => Reply.Refused(
        FlowErrorCodes.WrongStatus, $"The execution is {turn.State.ShownStatus.ToText()} and cannot be {operation}.");

    private static Reply WrongStatus(Turn turn, TaskState task, string operation) => Reply.Refused(
        FlowErrorCodes.WrongStatus, $"The task '{InstanceName.Of(turn.Plan, task)}' is {task.Status.ToText()} and cannot be {operation}.");
}
