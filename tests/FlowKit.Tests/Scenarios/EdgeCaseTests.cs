namespace FlowKit.Tests.Scenarios;

/// <summary>Every scenario of the folder of edge cases, a row each: features in odd combinations, and what authors get wrong.</summary>
public sealed class EdgeCaseTests
{
    private static readonly string Folder = Path.Combine(ConformanceFolder.Repository, "tests", "FlowKit.Tests", "edge-cases");

    private static readonly ScenarioFolder Scenarios = new(Folder);

    public static TheoryData<string> Names => Scenarios.Names;

    public static TheoryData<string> Mistakes => [.. Directory.GetFiles(Path.Combine(Folder, "refused", "bad")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Scenario(string name) => Scenarios.PassesAsync(name);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_crash_before_any_step_changes_nothing(string name) => Scenarios.PassesWithCrashesAsync(name);

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Every_fault_has_a_place_and_a_cure(string file)
    {
        var told = FlowYaml.CheckFile(Path.Combine(Folder, "refused", "bad", file)).Diagnostics;
        Assert.NotEmpty(told);
        Assert.All(told, one => Assert.True(one.Place is { Line: > 0, Column: > 0 } && one.Message.Length > 0 && one.Hint?.Length > 0, one.ToString()));
    }
}
