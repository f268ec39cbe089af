using FlowKit.Testing.Scenarios;

namespace FlowKit.Tests.Scenarios;

/// <summary>All scenarios below a folder, by their names.</summary>
internal sealed class ScenarioFolder(string folder)
{
    private readonly Dictionary<string, Scenario> _scenarios = ConformanceFolder.Files(folder).Values
        .Where(file => file.EndsWith(ScenarioFile.Extension, StringComparison.Ordinal))
        .SelectMany(file => ScenarioFile.Read(file).Scenarios)
        .ToDictionary(scenario => scenario.Name);

    public TheoryData<string> Names => [.. _scenarios.Keys];

    public Task PassesAsync(string name) => PassesAsync(name, new());

    public Task PassesWithCrashesAsync(string name) => PassesAsync(name, new() { CrashBeforeEachStep = true });

    private async Task PassesAsync(string name, ScenarioRunnerOptions options)
    {
        var result = await new ScenarioRunner(options).RunAsync(_scenarios[name]);
        Assert.True(result.Passed, string.Join(Environment.NewLine, result.Differences));
    }
}
