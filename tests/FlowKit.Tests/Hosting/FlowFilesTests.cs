using FlowKit.Errors;

namespace FlowKit.Tests.Hosting;

public sealed class FlowFilesTests
{
    [Fact]
    public async Task AddFlowsFrom_TakesYamlAndJsonOfAllFoldersButNoScenarios()
    {
        using var folder = new TempFolder(
            ("one.yaml", Flow("one")), ("sub/two.yml", Flow("two")), ("sub/deep/three.json", Json("three")),
            ("one.flowtest.yaml", "name: a scenario"), ("notes.md", "no flow"));

        await using var engine = new FlowEngineBuilder().AddFlowsFrom(folder.Path).Build();

        Assert.Equal(["test:one:release", "test:three:release", "test:two:release"], engine.Flows.Names);
    }

    [Fact]
    public async Task AddFlowFile_LooksBesideTheApplicationToo()
    {
        var name = $"{nameof(AddFlowFile_LooksBesideTheApplicationToo)}.yaml";
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, name), Flow("beside"));

        await using var engine = new FlowEngineBuilder().AddFlowFile(name).Build();

        Assert.Equal(["test:beside:release"], engine.Flows.Names);
    }

    [Fact]
    public void AddFlows_FromNowhere_SayWhereTheyLooked()
    {
        var folder = Assert.Throws<DirectoryNotFoundException>(() => new FlowEngineBuilder().AddFlowsFrom("no-such-folder"));
        var file = Assert.Throws<FileNotFoundException>(() => new FlowEngineBuilder().AddFlowFile("no-such-file.yaml"));

        Assert.Contains(Path.Combine(Directory.GetCurrentDirectory(), "no-such-folder"), folder.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(AppContext.BaseDirectory, "no-such-file.yaml"), file.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddFlowYaml_WithFaults_IsRefusedWithAllOfThem()
    {
        var refused = Assert.Throws<FlowRefusedException>(() => new FlowEngineBuilder().AddFlowYaml(Flows.Faulty, "faulty.yaml").Build());

        Assert.All(refused.Diagnostics, fault => Assert.Equal("faulty.yaml", fault.Place.File));
    }

    private static string Flow(string name) => $"workspace: test\ndagName: {name}\ntasks:\n  - {{ name: a, category: pass }}\n";

    private static string Json(string name) =>
        $$"""{ "workspace": "test", "dagName": "{{name}}", "tasks": [ { "name": "a", "category": "pass" } ] }""";
}
