using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>
/// Which tasks of a group surely never begin, from what is known of its conditions: each of their predecessors says skip if it gets so
/// far as to say anything.
/// </summary>
internal static class NeverBegin
{
    /// <summary>For each task whether it never begins; null for none.</summary>
    /// <param name="group">The group.</param>
    /// <param name="holds">Whether a condition of a task holds; null when that is not known.</param>
    public static bool[]? Of(GroupPlan group, Func<TaskNode, ConditionPlan, bool?> holds)
    {
        if (!Array.Exists(group.Tasks, task => task.DegradeFollowings || task is ReturnNode or SwitchNode))
        {
            return null;
        }

        var never = new bool[group.Tasks.Length];
        var skips = new int[group.Tasks.Length];
        foreach (var index in group.Order())
        {
            var task = group.Tasks[index];

            // A task that takes a stream may begin before everybody has said skip.
            never[index] = task is { StreamInput: false, Predecessors.Length: > 0 } && skips[index] == task.Predecessors.Length;
            var all = never[index] || task.DegradeFollowings || (task is ReturnNode back && Holds(back, holds));
            foreach (var next in all ? task.Successors : task is SwitchNode route ? Closed(route, holds) : [])
            {
                skips[next]++;
            }
        }

        return never.AsSpan().Contains(true) ? never : null;
    }

    private static bool Holds(ReturnNode task, Func<TaskNode, ConditionPlan, bool?> holds) =>
        IsSure(task) && Array.TrueForAll(task.Conditions, condition => holds(task, condition) == true);

    /// <summary>The targets of a switch that no case opens, whatever the unknown conditions say.</summary>
    private static IEnumerable<int> Closed(SwitchNode task, Func<TaskNode, ConditionPlan, bool?> holds)
    {
        if (!IsSure(task))
        {
            return [];
        }

        var mayOpen = new HashSet<int>();
        var (held, broken, mayBeBroken) = (false, false, false);
        foreach (var one in task.Cases)
        {
            var known = one.Condition is null ? !held
                : broken ? false
                : holds(task, one.Condition);
            if (known != false)
            {
                mayOpen.UnionWith(one.Targets);
                held |= one.Condition is not null && known == true && !mayBeBroken;
                broken |= one.Break && known == true && !mayBeBroken;
                mayBeBroken |= one.Break;
            }
        }

        return task.Successors.Where(next => !mayOpen.Contains(next));
    }

    // One that is skipped itself, by degrade or because a failure is tolerated, lets its successors go on.
    private static bool IsSure(TaskNode task) =>
        !task.DegradeCurrent &&
        !(task.Tolerance && (task.Timeline is not null || task.InputMappings.Concat(task.OutputMappings).Any(mapping => mapping.IsStrict)));
}
