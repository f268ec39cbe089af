namespace FlowKit.Planning;

/// <summary>
/// The pass <c>unreachable</c>: tasks that never begin, because every predecessor says skip whatever happens, and branches of choices
/// that are never chosen. They stay visible and are skipped in their turn; nothing else counts on them.
/// </summary>
internal static class UnreachablePass
{
    public static void Run(GroupPlan[] groups, TaskTraits[][] traits)
    {
        foreach (var group in groups)
        {
            var never = NeverBegin.Of(group, static (_, condition) => condition.Known);
            for (var i = 0; i < never?.Length; i++)
            {
                traits[group.Index][i] |= never[i] ? TaskTraits.NeverBegins : TaskTraits.None;
            }

            foreach (var task in group.Tasks)
            {
                CloseBranches(task, traits);
            }
        }
    }

    private static void CloseBranches(TaskNode task, TaskTraits[][] traits)
    {
        if (task is not ChoiceNode choice)
        {
            return;
        }

        for (var i = 0; i < choice.Groups.Length; i++)
        {
            if (choice.Conditions[i].Known == false)
            {
                traits[choice.Groups[i].Index].AsSpan().Fill(TaskTraits.NeverBegins);
            }
        }
    }
}
