using FlowKit.Testing.Scenarios;

namespace FlowKit.Tests.Scenarios;

/// <summary>Every scenario of the conformance folder, a row each.</summary>
public sealed class ConformanceTests
{
    private static readonly Dictionary<string, Scenario> Scenarios = Read();

    public static TheoryData<string> Names => [.. Scenarios.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Scenario(string name)
    {
        var result = await new ScenarioRunner().RunAsync(Scenarios[name]);
        Assert.True(result.Passed, string.Join(Environment.NewLine, result.Differences));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_crash_before_any_step_changes_nothing(string name)
    {
        var result = await new ScenarioRunner(new() { CrashBeforeEachStep = true }).RunAsync(Scenarios[name]);
        Assert.True(result.Passed, string.Join(Environment.NewLine, result.Differences));
    }

    [FactWhereOriginExists]
    public void The_files_are_those_of_their_origin()
    {
        var here = ConformanceFolder.Files(ConformanceFolder.Path);
        var origin = ConformanceFolder.Files(ConformanceFolder.Origin);
        Assert.Equal(origin.Keys, here.Keys);
        Assert.All(origin, file => Assert.Equal(File.ReadAllBytes(file.Value), File.ReadAllBytes(here[file.Key])));
    }

    private static Dictionary<string, Scenario> Read() => ConformanceFolder.Files(ConformanceFolder.Path).Values
        .Where(file => file.EndsWith(ScenarioFile.Extension, StringComparison.Ordinal))
        .SelectMany(file => ScenarioFile.Read(file).Scenarios)
        .ToDictionary(scenario => scenario.Name);
}
