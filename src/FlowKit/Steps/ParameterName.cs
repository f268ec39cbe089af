namespace FlowKit.Steps;

/// <summary>Names of parameters as texts refer to them.</summary>
internal static class ParameterName
{
    private const string Prefix = $"{StepMappings.Steps}.";

    /// <summary>The step in <c>steps.&lt;name&gt;.&lt;param&gt;</c>; null for another name.</summary>
    public static string? StepIn(string name) => CutIn(name) is >= 0 and var cut ? name[Prefix.Length..cut] : null;

    /// <summary>The parameter in <c>steps.&lt;name&gt;.&lt;param&gt;</c>; null for another name.</summary>
    public static string? OfStepIn(string name) => CutIn(name) is >= 0 and var cut ? name[(cut + 1)..] : null;

    // Names of tasks have no dots, those of parameters may.
    private static int CutIn(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.IndexOf('.', Prefix.Length) is var cut && cut > Prefix.Length && cut < name.Length - 1
            ? cut
            : -1;
}
