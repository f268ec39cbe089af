namespace FlowKit.Explaining;

/// <summary>The names of passes.</summary>
internal static class PassText
{
    public static string Of(PlanPasses pass) => pass switch
    {
        PlanPasses.Unreachable => "unreachable",
        PlanPasses.Elide => "elide",
        PlanPasses.Fuse => "fuse",
        PlanPasses.Targets => "targets",
        PlanPasses.Conditions => "conditions",
        _ => "cull",
    };
}
