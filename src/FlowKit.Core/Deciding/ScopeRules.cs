using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>The life of a scope: the top level of an execution, or a branch of a loop or choice.</summary>
internal static class ScopeRules
{
    /// <summary>Makes the instances of a group and puts its first tasks in line.</summary>
    public static ScopeState Begin(Turn turn, GroupPlan group, TaskState? parent, int branch, ValueEditor context)
    {
        var scope = Make(turn, group, parent, branch, context);
        turn.Add(scope);
        BeginTasks(turn, scope);
        return scope;
    }

    /// <summary>Puts the tasks without predecessors in line, but for those that were pruned.</summary>
    public static void BeginTasks(Turn turn, ScopeState scope)
    {
        foreach (var start in turn.Plan.Groups[scope.Group].Starts)
        {
            if (scope.Tasks[start].Status == FlowTaskStatus.NotStarted)
            {
                turn.Enqueue(scope.Tasks[start]);
            }
        }
    }

    /// <summary>Makes the instances of a group, none of which has begun.</summary>
    public static ScopeState Make(Turn turn, GroupPlan group, TaskState? parent, int branch, ValueEditor context)
    {
        var state = turn.State;
        var scope = new ScopeState(state.Scopes.Count, group.Index, group.Tasks.Length, parent, branch, context, state.Epoch);
        foreach (var task in scope.Tasks)
        {
            task.Pending = group.Tasks[task.Index].Predecessors.Length;
        }

        return scope;
    }

    /// <summary>Ends the scope when nothing in it runs and nothing can begin.</summary>
    public static void EndIfDone(Turn turn, ScopeState scope)
    {
        if (scope.Ended || scope.Open > 0)
        {
            return;
        }

        if (scope.KeyOpen > 0 && scope.Failed == 0)
        {
            if (scope.Parent is null)
            {
                ExecutionRules.KeySucceed(turn);
            }

            return;
        }

        scope.Ended = true;
        if (scope.KeyOpen > 0)
        {
            Freeze(turn, scope);
        }

        if (scope.Parent is not { } parent)
        {
            ExecutionRules.End(turn, scope.Failed > 0);
        }
        else if (turn.NodeOf(parent) is ForeachNode loop)
        {
            ForeachDecision.BranchEnded(turn, parent, loop, scope);
        }
        else
        {
            ChoiceDecision.BranchEnded(turn, parent, (ChoiceNode)turn.NodeOf(parent), scope);
        }
    }

    // What is KEY_SUCCEED beside a failure stays so: its scope has ended, and no time limit ends it again.
    private static void Freeze(Turn turn, ScopeState scope)
    {
        foreach (var task in scope.Tasks)
        {
            if (task.Status == FlowTaskStatus.KeySucceed)
            {
                task.Deadline = task.TotalDeadline = 0;
                turn.Touch(task, TaskParts.Record);
            }
        }
    }

    /// <summary>Everything in the scope that has not ended becomes CANCELED, branches within included. Costs the scope once.</summary>
    public static void Cancel(Turn turn, ScopeState scope, CancelReason reason)
    {
        scope.Ended = true;
        foreach (var task in scope.Tasks)
        {
            if (task.Status.IsEnded())
            {
                continue;
            }

            CancelBranches(turn, task, reason);
            if (task.Status is FlowTaskStatus.Running or FlowTaskStatus.KeySucceed && turn.NodeOf(task) is FunctionNode)
            {
                ChildOrders.CancelAttempt(turn, task, reason);
            }

            TaskRules.Settle(turn, task, FlowTaskStatus.Canceled);
        }
    }

    /// <summary>Calls back everything of the scope that is out; nothing of it is told, because nothing of it counts any more.</summary>
    public static void Withdraw(Turn turn, ScopeState scope)
    {
        scope.Ended = true;
        foreach (var task in scope.Tasks)
        {
            if (task.Status is FlowTaskStatus.Running or FlowTaskStatus.KeySucceed && turn.NodeOf(task) is FunctionNode)
            {
                ChildOrders.CancelAttempt(turn, task, CancelReason.Canceled);
            }

            task.Status = FlowTaskStatus.Canceled;
            task.Queued = false;
            turn.Touch(task, TaskParts.Record);
        }
    }

    /// <summary>Cancels what runs in the branches of a loop or choice.</summary>
    public static void CancelBranches(Turn turn, TaskState task, CancelReason reason)
    {
        foreach (var branch in task.Branching?.Branches ?? [])
        {
            if (branch is { Ended: false })
            {
                Cancel(turn, branch, reason);
            }
        }
    }

    /// <summary>The failure of the first task of the scope that failed, with the instance it belongs to; null when none did.</summary>
    public static FlowFailure? FirstFailure(FlowPlan plan, ScopeState scope)
    {
        TaskState? first = null;
        foreach (var task in scope.Tasks)
        {
            if (task.Status == FlowTaskStatus.Failed && (first is null || task.EndedAt < first.EndedAt))
            {
                first = task;
            }
        }

        return first?.Failure is { } failure ? failure with { Task = failure.Task ?? InstanceName.Of(plan, first) } : null;
    }

    /// <summary>The failure of the first branch that failed.</summary>
    public static FlowFailure? FirstFailure(FlowPlan plan, TaskState parent)
    {
        FlowFailure? first = null;
        var earliest = long.MaxValue;
        foreach (var branch in parent.Branching!.Branches)
        {
            if (branch is not { Failed: > 0 })
            {
                continue;
            }

            var failedAt = branch.Tasks.Where(task => task.Status == FlowTaskStatus.Failed).Min(task => task.EndedAt);
            if (failedAt < earliest)
            {
                earliest = failedAt;
                first = FirstFailure(plan, branch);
            }
        }

        return first;
    }
}
