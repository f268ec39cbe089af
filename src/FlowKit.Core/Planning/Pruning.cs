namespace FlowKit.Planning;

/// <summary>
/// The pass <c>targets</c>: which tasks of the top level an execution with targets needs. Linear in the tasks and their edges.
/// </summary>
internal static class Pruning
{
    /// <summary>For each task whether it is needed; null with the name of the first target that is neither a task nor a key of the output.</summary>
    /// <param name="plan">The flow.</param>
    /// <param name="targets">Names of tasks, or keys of the declared output.</param>
    /// <param name="force">Tasks that write, and are no target's ancestors, are not needed either.</param>
    /// <param name="writes">Whether a task changes something outside in this execution.</param>
    /// <param name="unknown">The target nobody knows.</param>
    public static bool[]? Needed(FlowPlan plan, IReadOnlyList<string> targets, bool force, Func<TaskNode, bool> writes, out string? unknown)
    {
        unknown = null;
        var needed = new bool[plan.Root.Tasks.Length];
        var waiting = new Stack<int>();
        foreach (var target in targets)
        {
            if (!TryAddTarget(plan, target, waiting))
            {
                unknown = target;
                return null;
            }
        }

        if (!force)
        {
            foreach (var task in plan.Root.Tasks)
            {
                if (writes(task))
                {
                    waiting.Push(task.Index);
                }
            }
        }

        while (waiting.TryPop(out var index))
        {
            if (needed[index])
            {
                continue;
            }

            needed[index] = true;
            foreach (var predecessor in plan.Root.Tasks[index].Predecessors)
            {
                waiting.Push(predecessor);
            }
        }

        return needed;
    }

    private static bool TryAddTarget(FlowPlan plan, string target, Stack<int> into)
    {
        if (plan.Root.Find(target) is { } task)
        {
            into.Push(task.Index);
            return true;
        }

        if (Array.Find(plan.Output ?? [], one => one.Name == target) is not { } output)
        {
            return false;
        }

        foreach (var index in output.Tasks)
        {
            into.Push(index);
        }

        return true;
    }
}
