using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Running;

/// <summary>
/// What an execution that has ended waited for: from the task that ended last back through the predecessor that arrived last; behind a loop
/// or choice stand the tasks of its branch that ended last. Costs the tasks and edges of the scopes it leads through.
/// </summary>
internal static class CriticalPath
{
    /// <summary>The instances in their order; empty while the execution runs.</summary>
    public static List<TaskState> Of(FlowPlan plan, ExecutionState state)
    {
        var path = new List<TaskState>();
        if (state.Status.IsEnded())
        {
            AddBackwards(plan, state.Root, path);
            path.Reverse();
        }

        return path;
    }

    private static void AddBackwards(FlowPlan plan, ScopeState scope, List<TaskState> path)
    {
        var nodes = plan.Groups[scope.Group].Tasks;
        var depths = Depths(nodes);
        for (var task = Last(scope.Tasks.Where(one => one.EndedAt != 0), long.MaxValue, depths); task is not null; task = Before(task))
        {
            if (LastBranch(task) is { } branch)
            {
                AddBackwards(plan, branch, path);
            }

            path.Add(task);
        }

        TaskState? Before(TaskState task) => Last(
            nodes[task.Index].Predecessors.Select(index => scope.Tasks[index]),
            task.StartedAt == 0 ? task.EndedAt : task.StartedAt,
            depths);
    }

    /// <summary>
    /// What arrived last. What had not ended by some time had arrived by then, by a stream or by its key part; of what arrived together it is
    /// what stands furthest behind, and rather what ran than what was skipped.
    /// </summary>
    private static TaskState? Last(IEnumerable<TaskState> tasks, long until, int[] depths)
    {
        TaskState? last = null;
        foreach (var task in tasks)
        {
            if (Counts(task) && (last is null || Key(task).CompareTo(Key(last)) > 0))
            {
                last = task;
            }
        }

        return last;

        (long At, int Depth, bool Ran) Key(TaskState task) =>
            (task.EndedAt == 0 ? until : Math.Min(task.EndedAt, until), depths[task.Index], task.StartedAt != 0);
    }

    // What never began, or was cancelled before, did nothing; what was skipped let others go on.
    private static bool Counts(TaskState task) => task.StartedAt != 0 || (task.EndedAt != 0 && task.Status != FlowTaskStatus.Canceled);

    private static ScopeState? LastBranch(TaskState task)
    {
        ScopeState? last = null;
        var lastEnd = 0L;
        foreach (var branch in task.Branching?.Branches ?? [])
        {
            var end = (branch?.Tasks ?? []).Where(inner => inner.StartedAt != 0).Select(inner => inner.EndedAt).DefaultIfEmpty().Max();
            if (end > lastEnd)
            {
                (last, lastEnd) = (branch, end);
            }
        }

        return last;
    }

    /// <summary>How many tasks stand before each, along the longest way.</summary>
    private static int[] Depths(TaskNode[] nodes)
    {
        var depths = new int[nodes.Length];
        var missing = Array.ConvertAll(nodes, node => node.Predecessors.Length);
        var ready = new Queue<int>(Enumerable.Range(0, nodes.Length).Where(index => missing[index] == 0));
        while (ready.TryDequeue(out var index))
        {
            foreach (var next in nodes[index].Successors)
            {
                depths[next] = Math.Max(depths[next], depths[index] + 1);
                if (--missing[next] == 0)
                {
                    ready.Enqueue(next);
                }
            }
        }

        return depths;
    }
}
