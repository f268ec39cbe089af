namespace FlowKit.Planning;

/// <summary>
/// The pass <c>elide</c>: a <c>pass</c> task that maps nothing out, waits for nothing and cannot fail has mappings that nobody sees, so it
/// succeeds without them. It stays in its place: joins and skips go through it as ever.
/// </summary>
internal static class ElidePass
{
    public static void Run(GroupPlan group, TaskTraits[] traits)
    {
        foreach (var task in group.Tasks)
        {
            if (task is PassNode { Timeline: null } && task.MapsNothingOut && !Array.Exists(task.InputMappings, mapping => mapping.IsStrict))
            {
                traits[task.Index] |= TaskTraits.Elided;
            }
        }
    }
}
