namespace FlowKit.Planning;

/// <summary>Says what the structural passes did. Made when somebody asks.</summary>
internal static class PlanNotes
{
    public static IReadOnlyList<PlanNote> Of(FlowPlan plan)
    {
        var notes = new List<PlanNote>();
        Add(notes, plan, PlanPasses.Unreachable, (_, traits, i) => traits[i].HasFlag(TaskTraits.NeverBegins), "never begins: whatever happens, it is skipped");
        Add(notes, plan, PlanPasses.Elide, (_, traits, i) => traits[i].HasFlag(TaskTraits.Elided), "succeeds without its mappings: nothing reads what they do");
        AddChains(notes, plan);
        Add(notes, plan, PlanPasses.Cull, (group, traits, i) => CullPass.IsCulled(group.Tasks[i], traits), "is not run: it feeds only skipped tasks and maps nothing out");
        return notes;
    }

    private static void Add(List<PlanNote> notes, FlowPlan plan, PlanPasses pass, Func<GroupPlan, TaskTraits[], int, bool> applies, string text)
    {
        foreach (var group in plan.Groups)
        {
            for (var i = 0; i < group.Tasks.Length; i++)
            {
                if (applies(group, plan.Traits[group.Index], i))
                {
                    notes.Add(new(pass, group.Tasks[i].Name, text));
                }
            }
        }
    }

    private static void AddChains(List<PlanNote> notes, FlowPlan plan)
    {
        foreach (var chain in plan.Chains)
        {
            var names = Array.ConvertAll(chain.Tasks, index => plan.Groups[chain.Group].Tasks[index].Name);
            notes.Add(new(PlanPasses.Fuse, names[0], $"runs without a hop and with one save for all: {string.Join(", ", names)}"));
        }
    }
}
