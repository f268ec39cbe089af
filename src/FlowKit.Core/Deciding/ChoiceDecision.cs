using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>A <c>choice</c> task: every branch whose condition holds runs, the tasks of the others are skipped at once, then all join.</summary>
internal static class ChoiceDecision
{
    public static void Start(Turn turn, TaskState task, ChoiceNode node)
    {
        if (TimeRules.Limit(turn, task, node) is { } fault)
        {
            TaskRules.Fail(turn, task, fault);
            return;
        }

        var branching = task.Branching = new(node.Groups.Length);
        task.Status = FlowTaskStatus.Running;
        turn.Touch(task, TaskParts.Branching);
        Readiness.Streams(turn, task);
        var held = Array.ConvertAll(node.Conditions, condition => condition.Holds(task.Input));
        branching.Running = held.Count(holds => holds);
        for (var i = 0; i < held.Length; i++)
        {
            if (!held[i])
            {
                SkipBranch(turn, task, node, i);
            }
        }

        for (var i = 0; i < held.Length; i++)
        {
            if (held[i])
            {
                var branch = ScopeRules.Begin(turn, node.Groups[i], task, i, BranchContext.Of(task));
                branching.Branches[i] = branch;
                ScopeRules.EndIfDone(turn, branch);
            }
        }

        if (!held.Contains(true))
        {
            TaskRules.Succeed(turn, task, node, FlowValue.EmptyObject);
        }
    }

    public static void BranchEnded(Turn turn, TaskState task, ChoiceNode node, ScopeState branch)
    {
        var branching = task.Branching!;
        branching.Running--;
        branching.Failed += branch.Failed > 0 ? 1 : 0;
        EndIfDone(turn, task, node);
    }

    /// <summary>Ends the choice when none of its branches runs.</summary>
    public static void EndIfDone(Turn turn, TaskState task, ChoiceNode node)
    {
        if (task.Branching!.Running > 0)
        {
            return;
        }

        // A failed branch fails its parent whatever else there is: the parent's tolerance must not cover it.
        var fault = TaskRules.MapOutput(turn, task, node, Merged(task));
        if (task.Branching.Failed > 0)
        {
            BranchesFailed(turn, task);
        }
        else if (fault is not null)
        {
            TaskRules.Fail(turn, task, fault);
        }
        else
        {
            TaskRules.End(turn, task, FlowTaskStatus.Succeed);
        }
    }

    /// <summary>The time limit of a choice or loop has come: it fails without output mappings, and what runs in it is cancelled.</summary>
    public static void TimedOut(Turn turn, TaskState task)
    {
        ScopeRules.CancelBranches(turn, task, CancelReason.TaskTimeout);
        task.Failure = new(FlowErrorCodes.TaskTimeout, "The branches of the task took longer than its time limit.", Retryable: false);
        turn.Touch(task, TaskParts.Failure);
        TaskRules.End(turn, task, FlowTaskStatus.Failed);
    }

    /// <summary>Failed branches fail their parent, tolerant or not: its tolerance covers its own start.</summary>
    public static void BranchesFailed(Turn turn, TaskState task)
    {
        task.Failure = ScopeRules.FirstFailure(turn.Plan, task);
        turn.Touch(task, TaskParts.Failure);
        TaskRules.End(turn, task, FlowTaskStatus.Failed);
    }

    private static void SkipBranch(Turn turn, TaskState task, ChoiceNode node, int number)
    {
        var group = node.Groups[number];
        var scope = ScopeRules.Make(turn, group, task, number, BranchContext.Of(task));
        scope.Ended = true;
        turn.Add(scope);
        task.Branching!.Branches[number] = scope;
        foreach (var inner in scope.Tasks)
        {
            inner.Skip = SkipReason.NotChosen;
            TaskRules.Settle(turn, inner, FlowTaskStatus.Skipped);
        }
    }

    /// <summary>The contexts of the branches that ran, later ones winning.</summary>
    private static FlowValue Merged(TaskState task)
    {
        var merged = new ObjectNode(8, owner: null);
        foreach (var branch in task.Branching!.Branches)
        {
            if (branch is null || Array.TrueForAll(branch.Tasks, task => task.Skip == SkipReason.NotChosen))
            {
                continue;
            }

            foreach (var (name, value) in branch.Context.Snapshot().Members)
            {
                merged.Set(name, value);
            }
        }

        return new(merged);
    }
}
