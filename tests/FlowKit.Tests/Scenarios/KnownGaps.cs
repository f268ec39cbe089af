namespace FlowKit.Tests.Scenarios;

/// <summary>The scenarios that cannot pass yet, each with what is missing. One that passes must be taken out.</summary>
internal static class KnownGaps
{
    private const string Rules = "validation does not hold paths and transforms against their languages yet";

    public static IReadOnlyDictionary<string, string> ByName { get; } = new Dictionary<string, string>
    {
        ["a source that is no valid path is refused"] = Rules,
        ["a transform that is no valid expression is refused"] = Rules,
    };
}
