using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>
/// What a loaded state needs before it goes on: the counters that follow from the statuses, and the effects that are owed. Costs the
/// size of the state, once a load.
/// </summary>
internal static class Restoring
{
    /// <summary>What the context of a branch began with, worked out anew from the input of its parent.</summary>
    public static ValueEditor ContextAtBegin(FlowPlan plan, TaskState parent, int branch) =>
        plan.Groups[parent.Scope.Group].Tasks[parent.Index] is ForeachNode loop
            ? BranchContext.Of(BranchContext.Shared(parent, loop), loop, loop.CollectionOf(parent.Input), branch)
            : BranchContext.Of(parent);

    /// <summary>Works out everything that is never saved.</summary>
    public static void Recount(FlowPlan plan, ExecutionState state)
    {
        CountTasks(plan, state);
        CountScopes(state);
    }

    /// <summary>Works out what each scope knows of its tasks, and each task of its predecessors.</summary>
    public static void CountTasks(FlowPlan plan, ExecutionState state)
    {
        foreach (var scope in state.Scopes)
        {
            if (!scope.Dropped)
            {
                Readiness.Recount(plan, scope);
            }
        }
    }

    /// <summary>Works out which scopes have ended, and what loops and choices know of their branches.</summary>
    public static void CountScopes(ExecutionState state)
    {
        foreach (var scope in state.Scopes)
        {
            if (scope.Dropped)
            {
                continue;
            }

            scope.Ended = scope.Parent is { } parent
                ? parent.Status.IsEnded() || (scope.Open == 0 && (scope.KeyOpen == 0 || scope.Failed > 0))
                : state.Status.IsEnded();
        }

        foreach (var scope in state.Scopes)
        {
            foreach (var task in scope.Tasks)
            {
                CountBranches(task);
            }
        }
    }

    /// <summary>Puts everything that is owed on the turn's lists, but for attempts that are out already.</summary>
    public static void Owe(Turn turn, Func<TaskState, bool> isOut)
    {
        var state = turn.State;
        if (state.OwesNews)
        {
            turn.Announce(ExecutionRules.News(state.Status), null, state.Failure);
        }

        EndCallbackRules.Owe(turn);
        ChildOrders.Owe(turn);
        foreach (var task in state.Scopes.Where(scope => !scope.Ended).SelectMany(scope => scope.Tasks))
        {
            if (task.Status != FlowTaskStatus.Running)
            {
                continue;
            }

            switch (turn.NodeOf(task))
            {
                case FunctionNode { AsksWhenUnknown: true } when !task.Accepted && !isOut(task):
                    DoubtRules.Begin(turn, task);
                    break;
                case FunctionNode when !task.Accepted && !isOut(task):
                    turn.Effects.Add(new(EffectKind.Dispatch, task, task.Attempt));
                    break;
                case ForeachNode loop when ForeachDecision.CanBegin(task, loop):
                    turn.Effects.Add(new(EffectKind.ContinueLoop, task, task.Attempt));
                    break;
            }
        }
    }

    private static void CountBranches(TaskState task)
    {
        if (task.Branching is not { } branching)
        {
            return;
        }

        branching.Next = branching.Running = branching.Failed = 0;
        foreach (var branch in branching.Branches)
        {
            if (branch is not null)
            {
                branching.Next++;
                branching.Running += branch.Ended ? 0 : 1;
                branching.Failed += branch is { Ended: true, Failed: > 0 } ? 1 : 0;
            }
        }
    }
}
