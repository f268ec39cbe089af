namespace FlowKit.Planning;

/// <summary>Finds the chains of a plan, for people: at run time each call knows by itself that it is fusable.</summary>
internal static class FusedChains
{
    public static IReadOnlyList<FusedChain> Of(FlowPlan plan) => [.. plan.Groups.SelectMany(group => Of(group, plan.Traits[group.Index]))];

    private static IEnumerable<FusedChain> Of(GroupPlan group, TaskTraits[] traits)
    {
        var seen = new bool[traits.Length];
        foreach (var start in group.Tasks)
        {
            var chain = new HashSet<int>();
            Collect(group, traits, start.Index, seen, chain);
            if (chain.Count(index => traits[index].HasFlag(TaskTraits.Fusable)) > 1)
            {
                yield return new(group.Index, [.. group.Order().Where(chain.Contains)]);
            }
        }
    }

    // Everything that hangs together by edges, in whatever direction.
    private static void Collect(GroupPlan group, TaskTraits[] traits, int start, bool[] seen, HashSet<int> into)
    {
        var waiting = new Stack<int>([start]);
        while (waiting.TryPop(out var index))
        {
            if (seen[index] || !IsPart(group.Tasks[index], traits))
            {
                continue;
            }

            seen[index] = true;
            into.Add(index);
            foreach (var next in group.Tasks[index].Successors.Concat(group.Tasks[index].Predecessors))
            {
                waiting.Push(next);
            }
        }
    }

    private static bool IsPart(TaskNode task, TaskTraits[] traits) =>
        !traits[task.Index].HasFlag(TaskTraits.NeverBegins) && !CullPass.IsCulled(task, traits) && task.Timeline is not { MayDelay: true } &&
        (traits[task.Index].HasFlag(TaskTraits.Fusable) || task is PassNode or ReturnNode or SwitchNode or ScriptNode);
}
