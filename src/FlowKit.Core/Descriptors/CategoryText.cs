namespace FlowKit.Descriptors;

/// <summary>The names of categories as flows write them.</summary>
public static class CategoryText
{
    /// <summary><c>function pass return choice switch foreach suspense script</c>.</summary>
    public static string ToText(this TaskCategory category) => category switch
    {
        TaskCategory.Function => "function",
        TaskCategory.Pass => "pass",
        TaskCategory.Return => "return",
        TaskCategory.Choice => "choice",
        TaskCategory.Switch => "switch",
        TaskCategory.Foreach => "foreach",
        TaskCategory.Suspense => "suspense",
        _ => "script",
    };
}
