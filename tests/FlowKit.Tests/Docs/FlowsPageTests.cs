using FlowKit.Testing.Scenarios;

namespace FlowKit.Tests.Docs;

/// <summary>The examples of docs/flows.md are scenarios, and each of them holds.</summary>
public sealed class FlowsPageTests
{
    private const string Page = "docs/flows.md";

    public static TheoryData<string> Examples => [.. Blocks.Keys];

    private static IReadOnlyDictionary<string, string> Blocks { get; } =
        MarkdownBlock.In(Page).Where(block => block.Language == "yaml").ToDictionary(block => block.ToString(), block => block.Text);

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task AnExample_Holds(string example)
    {
        var results = await new ScenarioRunner().RunAsync(ScenarioFile.Parse(Blocks[example], example));
        Assert.Equal([], Assert.Single(results).Differences);
    }
}
