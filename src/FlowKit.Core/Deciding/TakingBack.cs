using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>
/// Takes tasks back to before they began, for an operator: the tasks, what follows them, and the branches they had; the scopes they are in
/// run again. Costs the size of the execution, once a command, and is saved as a snapshot.
/// </summary>
internal sealed class TakingBack(Turn turn)
{
    private readonly List<TaskState> _taken = [];
    private readonly List<TaskState> _reopened = [];
    private readonly List<TaskState> _passed = [];
    private readonly Dictionary<TaskState, long> _ends = [];

    /// <summary>Takes a task and everything that follows it in its scope back.</summary>
    public void Take(TaskState task)
    {
        if (task.Scope.Dropped)
        {
            // What it is in was taken back before it and begins anew as a whole.
            return;
        }

        var waiting = new Stack<TaskState>([task]);
        var seen = new HashSet<int>();
        while (waiting.TryPop(out var next))
        {
            if (!seen.Add(next.Index))
            {
                continue;
            }

            Reset(next);
            foreach (var successor in turn.NodeOf(next).Successors)
            {
                waiting.Push(next.Scope.Tasks[successor]);
            }
        }

        Reopen(task.Scope, alone: false);
    }

    /// <summary>Takes one task back to run it alone.</summary>
    public void TakeAlone(TaskState task)
    {
        Reset(task);
        task.Alone = true;
        Reopen(task.Scope, alone: true);
    }

    /// <summary>A task was skipped by hand: its successors go on.</summary>
    public void Pass(TaskState task)
    {
        _passed.Add(task);
        Reopen(task.Scope, alone: false);
    }

    /// <summary>Begins what may begin, and lets loops and choices that have nothing left to run end again.</summary>
    public void GoOn()
    {
        turn.NeedsSnapshot = true;
        Restoring.CountTasks(turn.Plan, turn.State);
        foreach (var task in _taken)
        {
            if (!task.Scope.Dropped && task.Status == FlowTaskStatus.NotStarted && !task.Queued &&
                (task.Alone || Readiness.MayBegin(turn, task)))
            {
                turn.Enqueue(task);
            }
        }

        foreach (var task in _passed)
        {
            Readiness.Offer(turn, task);
        }

        // Scopes in which something stands in line now have not ended.
        Restoring.CountScopes(turn.State);
        foreach (var parent in _reopened)
        {
            if (parent.Status == FlowTaskStatus.Running && !parent.Scope.Dropped)
            {
                EndParentIfDone(parent);
            }
        }

        ScopeRules.EndIfDone(turn, turn.State.Root);
    }

    /// <summary>Lets the scope of a task, and those around it, run again.</summary>
    private void Reopen(ScopeState scope, bool alone)
    {
        if (scope.Ended)
        {
            scope.Ended = false;
            Thaw(scope);
        }

        if (scope.Parent is not { } parent)
        {
            ReopenExecution();
            return;
        }

        if (parent.Status.IsEnded())
        {
            AttemptLog.TakenBack(turn, parent, _ends);
            _ends.TryAdd(parent, parent.EndedAt);
            parent.AttemptStartedAt = turn.Now;
            parent.AttemptIsPast = false;
            parent.Status = FlowTaskStatus.Running;
            parent.Alone = alone;
            parent.EndedAt = 0;
            parent.Failure = null;
            _ = TimeRules.Limit(turn, parent, turn.NodeOf(parent));
            turn.Touch(parent, TaskParts.All);
            _reopened.Add(parent);
            foreach (var successor in alone ? [] : turn.NodeOf(parent).Successors)
            {
                Take(parent.Scope.Tasks[successor]);
            }
        }

        Reopen(parent.Scope, alone);
    }

    // What is KEY_SUCCEED was left without its time limits when the scope ended beside a failure: they count anew.
    private void Thaw(ScopeState scope)
    {
        foreach (var task in scope.Tasks)
        {
            if (task.Status == FlowTaskStatus.KeySucceed)
            {
                _ = TimeRules.Limit(turn, task, turn.NodeOf(task));
                turn.Touch(task, TaskParts.Record);
            }
        }
    }

    private void EndParentIfDone(TaskState parent)
    {
        if (turn.NodeOf(parent) is ForeachNode loop)
        {
            ForeachDecision.GoOn(turn, parent, loop);
        }
        else
        {
            ChoiceDecision.EndIfDone(turn, parent, (ChoiceNode)turn.NodeOf(parent));
        }
    }

    private void ReopenExecution()
    {
        var state = turn.State;
        if (!state.Status.IsEnded())
        {
            // One that was KEY_SUCCEED is so again at the end of this, if nothing runs.
            state.Status = ExecutionStatus.Running;
            turn.Touch();
            return;
        }

        state.Status = ExecutionStatus.Running;
        state.EndedAt = 0;
        state.Failure = null;
        state.Output = default;
        state.OwesNews = false;
        state.EndCallback = null;
        state.Deadline = ExecutionRules.DeadlineFrom(turn, InitialContext.Of(turn.Plan, state.Submitted));
        turn.Touch();
    }

    private void Reset(TaskState task)
    {
        if (task.Status is FlowTaskStatus.Running or FlowTaskStatus.KeySucceed && turn.NodeOf(task) is FunctionNode)
        {
            ChildOrders.CancelAttempt(turn, task, CancelReason.Canceled);
        }

        Drop(task);
        AttemptLog.TakenBack(turn, task, _ends);
        _ends.TryAdd(task, task.EndedAt);
        task.AttemptStartedAt = 0;
        task.AttemptIsPast = false;
        task.Status = FlowTaskStatus.NotStarted;
        task.Skip = SkipReason.None;
        task.Attempt = 0;
        task.Epoch = turn.State.Epoch;
        task.Accepted = task.InDoubt = task.Queued = task.Alone = false;
        task.StartedAt = task.EndedAt = task.DueAt = task.Deadline = task.TotalDeadline = 0;
        task.Input = task.Output = default;
        task.Failure = null;
        task.MappingFaults = null;
        task.Closed = null;
        task.Degraded = Degradation.None;
        turn.Touch(task, TaskParts.All);
        _taken.Add(task);
    }

    private void Drop(TaskState task)
    {
        foreach (var branch in task.Branching?.Branches ?? [])
        {
            if (branch is null)
            {
                continue;
            }

            AttemptLog.TakenBack(turn, branch);
            ScopeRules.Withdraw(turn, branch);
            foreach (var inner in branch.Tasks)
            {
                Drop(inner);
            }

            branch.Dropped = true;
        }

        task.Branching = null;
    }
}
