namespace FlowKit.Planning;

/// <summary>
/// The structural passes in their order. Each is a function of the groups and of what those before it found; a plan without them runs
/// every task as it is written. Linear in the tasks and their edges.
/// </summary>
internal static class Optimizer
{
    public static TaskTraits[][] Run(GroupPlan[] groups, PlanPasses passes)
    {
        var traits = Array.ConvertAll(groups, group => new TaskTraits[group.Tasks.Length]);
        if (passes.HasFlag(PlanPasses.Unreachable))
        {
            UnreachablePass.Run(groups, traits);
        }

        for (var i = 0; i < groups.Length; i++)
        {
            if (passes.HasFlag(PlanPasses.Elide))
            {
                ElidePass.Run(groups[i], traits[i]);
            }

            if (passes.HasFlag(PlanPasses.Fuse))
            {
                FusePass.Run(groups[i], traits[i]);
            }

            if (passes.HasFlag(PlanPasses.Cull))
            {
                CullPass.Run(groups[i], traits[i]);
            }
        }

        return traits;
    }
}
