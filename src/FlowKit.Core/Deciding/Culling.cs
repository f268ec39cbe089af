using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>Whether a task whose turn has come need not run because it feeds only skipped tasks. Costs its own edges.</summary>
internal static class Culling
{
    public static bool IsCulled(Turn turn, TaskState task, TaskNode node) =>
        turn.TraitsOf(task).HasFlag(TaskTraits.Cullable) && !IsWanted(turn, task, node) && FeedsOnlySkipped(turn, task, node);

    private static bool IsWanted(Turn turn, TaskState task, TaskNode node) =>
        task.Alone || (task.Scope.Parent is null && turn.State.Targets is { } targets && Array.IndexOf(targets, node.Name) >= 0);

    private static bool FeedsOnlySkipped(Turn turn, TaskState task, TaskNode node)
    {
        foreach (var next in node.Successors)
        {
            var successor = task.Scope.Tasks[next];
            if (!IsOver(task, node, successor) && !CullPass.IsNoLoss(node, turn.TraitsOf(successor)))
            {
                return false;
            }
        }

        return true;
    }

    // What follows a task that is skipped already does not wait for this one; but a failure in a branch is one of the loop or choice around it.
    private static bool IsOver(TaskState task, TaskNode node, TaskState successor) =>
        successor.Status == FlowTaskStatus.Skipped && (node.Tolerance || task.Scope.Parent is null);
}
