namespace FlowKit.Tests.Scenarios;

/// <summary>Every scenario of the conformance folder, a row each.</summary>
public sealed class ConformanceTests
{
    private static readonly ScenarioFolder Scenarios = new(ConformanceFolder.Path);

    public static TheoryData<string> Names => Scenarios.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Scenario(string name) => Scenarios.PassesAsync(name);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_crash_before_any_step_changes_nothing(string name) => Scenarios.PassesWithCrashesAsync(name);

    [FactWhereOriginExists]
    public void The_files_are_those_of_their_origin()
    {
        var here = ConformanceFolder.Files(ConformanceFolder.Path);
        var origin = ConformanceFolder.Files(ConformanceFolder.Origin);
        Assert.Equal(origin.Keys, here.Keys);
        Assert.All(origin, file => Assert.Equal(File.ReadAllBytes(file.Value), File.ReadAllBytes(here[file.Key])));
    }
}
