using FlowKit.Errors;

namespace FlowKit.Tests.Yaml;

/// <summary>The sample flows of Rill Flow, which lie beside the repository and are not part of it.</summary>
public class SampleFlowTests
{
    private static readonly string? Folder = Find();

    public static TheoryData<string> Files() =>
        Folder is null ? [] : [.. Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file)!)];

    [SampleTheory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void A_sample_is_read_and_accepted(string file)
    {
        var reading = FlowYaml.CheckFile(Path.Combine(Folder!, file));
        Assert.DoesNotContain(reading.Diagnostics, one => one.Severity == DiagnosticSeverity.Error);
        Assert.NotEmpty(reading.Flow!.Tasks);
    }

    [SampleTheory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public async Task A_sample_calls_nothing_that_an_engine_of_the_package_lacks(string file)
    {
        await using var engine = new FlowEngineBuilder()
            .AddHttp().AddChatGpt().AddAliyunAi().AddFlowFile(Path.Combine(Folder!, file)).Build();
        Assert.Single(engine.Flows.Names);
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "rill-flow-samples");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>Skips, visibly, where the samples are not there.</summary>
    private sealed class SampleTheoryAttribute : TheoryAttribute
    {
        public SampleTheoryAttribute() => Skip = Folder is null ? "The sample flows are not there: shared/rill-flow-samples beside the repository." : null!;
    }
}
