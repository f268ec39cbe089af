namespace FlowKit.Planning;

/// <summary>
/// The pass <c>cull</c>: a <c>pure</c> or <c>read</c> task that maps nothing out and feeds only skipped tasks need not run. What it must
/// not change is what happens if the task were to fail: either the flow tolerates that, or nothing behind the skipped tasks writes or maps
/// anything out.
/// </summary>
internal static class CullPass
{
    public static void Run(GroupPlan group, TaskTraits[] traits)
    {
        if (!Array.Exists(group.Tasks, task => MayBeCulled(task)))
        {
            return;
        }

        // Only a failure at the top level leaves what does not depend on it alone; one in a branch fails the loop or choice around it.
        var isTop = group.Index == 0;
        foreach (var index in group.Order().Reverse())
        {
            var task = group.Tasks[index];
            traits[index] |= MayBeCulled(task) ? TaskTraits.Cullable : TaskTraits.None;
            if (isTop && Array.TrueForAll(task.Successors, next => DoesNothing(group.Tasks[next], traits[next])))
            {
                traits[index] |= TaskTraits.EndsThere;
            }

            if (task.DegradeCurrent || traits[index].HasFlag(TaskTraits.NeverBegins) || IsCulled(task, traits))
            {
                traits[index] |= TaskTraits.Skipped;
            }
        }
    }

    /// <summary>Whether the task is culled whatever happens.</summary>
    public static bool IsCulled(TaskNode task, TaskTraits[] traits) =>
        traits[task.Index].HasFlag(TaskTraits.Cullable) && Array.TrueForAll(task.Successors, next => IsNoLoss(task, traits[next]));

    /// <summary>The successor is skipped, and goes without the task.</summary>
    public static bool IsNoLoss(TaskNode task, TaskTraits successor) =>
        successor.HasFlag(TaskTraits.Skipped) && (task.Tolerance || successor.HasFlag(TaskTraits.EndsThere));

    private static bool MayBeCulled(TaskNode task) =>
        task is FunctionNode or ScriptNode && !task.Writes && task.MapsNothingOut && task.Successors.Length > 0;

    private static bool DoesNothing(TaskNode task, TaskTraits traits) =>
        traits.HasFlag(TaskTraits.EndsThere) && (traits.HasFlag(TaskTraits.Skipped) || (!task.Writes && task.MapsNothingOut));
}
