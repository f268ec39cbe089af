using FlowKit.Testing.Scenarios;
using FlowKit.Tests.Docs;
using FlowKit.Tests.Snippets;

namespace FlowKit.Tests.Scenarios;

/// <summary>docs/scenarios.md names every word of scenario files, and its runner runs its example.</summary>
public sealed class ScenarioPageTests
{
    private const string Page = "docs/scenarios.md";

    public static TheoryData<string> Words =>
    [
        .. new[]
        {
            ScenarioWords.Scenario, ScenarioWords.Options, ScenarioWords.Answer, ScenarioWords.Then, ScenarioWords.Step,
            ScenarioWords.Callback, ScenarioWords.WakeUp, ScenarioWords.Expect, ScenarioWords.Fault,
        }.SelectMany(fields => fields.Names).Concat(ScenarioWords.News.Words).Concat(ScenarioWords.CallbackStatuses.Words).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Words))]
    public void The_page_names_the_word(string word) =>
        Assert.Matches($@"\b{word}\b", File.ReadAllText(Samples.Repository.Path(Page.Split('/'))));

    [Fact]
    public async Task The_runner_of_the_page_runs_its_scenarios()
    {
        using var folder = new TestFolder();
        foreach (var block in MarkdownBlock.In(Page).Where(block => block.Language == "yaml"))
        {
            await ScenarioFiles.AssertAsync(folder.Write("page.flowtest.yaml", block.Text));
        }
    }
}
