using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>When a task that began could have begun: nobody keeps it, it follows from what the task waited for.</summary>
internal static class QueueRules
{
    /// <summary>When the present attempt was queued; 0 when that was the end of the attempt before it. Costs the predecessors.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="state">The state.</param>
    /// <param name="task">A task that has begun.</param>
    /// <param name="ends">When predecessors had ended that have been taken back since; null for none.</param>
    public static long QueuedAt(FlowPlan plan, ExecutionState state, TaskState task, Dictionary<TaskState, long>? ends = null)
    {
        // A loop that runs again because of its branches does so at once.
        return task.AttemptStartedAt == 0 ? ReadyAt(plan, state, task, task.StartedAt, ends)
            : task.Attempt == 0 ? task.AttemptStartedAt : 0;
    }

    /// <summary>When the task was let in, which was before some time.</summary>
    public static long ReadyAt(FlowPlan plan, ExecutionState state, TaskState task, long before, Dictionary<TaskState, long>? ends = null)
    {
        var ready = task.Scope.Parent?.StartedAt ?? state.StartedAt;
        foreach (var index in plan.Groups[task.Scope.Group].Tasks[task.Index].Predecessors)
        {
            var predecessor = task.Scope.Tasks[index];
            var end = predecessor.EndedAt == 0 && ends is not null ? ends.GetValueOrDefault(predecessor) : predecessor.EndedAt;
            if (end == 0 || end > before)
            {
                // It was let in before the end of this one: by a stream, by its key part, or alone.
                return before;
            }

            ready = Math.Max(ready, end);
        }

        return Math.Min(Math.Max(ready, BeginOf(state, task.Epoch)), before);
    }

    // The operation that took tasks back is the first of its epoch.
    private static long BeginOf(ExecutionState state, int epoch)
    {
        foreach (var operation in epoch == 0 ? [] : state.Log?.Operations ?? [])
        {
            if (operation.Epoch == epoch)
            {
                return operation.At;
            }
        }

        return 0;
    }
}
