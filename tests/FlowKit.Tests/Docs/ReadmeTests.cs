using System.Text.RegularExpressions;
using FlowKit.Executions;
using FlowKit.Testing.Scenarios;
using FlowKit.Tests.Samples;
using FlowKit.Tests.Snippets;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Tests.Docs;

/// <summary>Holds the pages for users to the code: what they show compiles and runs.</summary>
public sealed partial class ReadmeTests
{
    private const string Readme = "README.md";
    private const string GettingStarted = "docs/getting-started.md";
    private const int MostLines = 250;

    private static readonly string[] Pages =
    [
        Readme, "CONTRIBUTING.md", "CHANGELOG.md", GettingStarted, "docs/hosting.md", "docs/telemetry.md", "docs/dispatchers.md", "docs/glossary.md",
        "docs/scenarios.md", "docs/cli.md", "docs/http-api.md", "docs/plan.md", "docs/history.md", "docs/steps.md",
    ];

    public static TheoryData<string> EveryPage => new(Pages);

    [Theory]
    [MemberData(nameof(EveryPage))]
    public void CSharpBlocks_AreCompiledSnippets(string page) => Assert.All(
        BlocksOf(page, "csharp"), block => Assert.Contains(block.Text, SnippetRegions.All));

    [Fact]
    public void Snippets_AreAllShown() => Assert.All(
        SnippetRegions.All, region => Assert.Contains(region, Pages.SelectMany(page => BlocksOf(page, "csharp")).Select(block => block.Text)));

    [Theory]
    [MemberData(nameof(EveryPage))]
    public void YamlBlocks_AreFlowsWithoutFaultOrWarning(string page) => Assert.All(
        BlocksOf(page, "yaml").Where(block => !IsScenario(block)),
        block => Assert.Empty(FlowYaml.Check(block.Text, block.ToString()).Diagnostics));

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task YamlBlocks_ThatAreScenarios_Pass(string page)
    {
        foreach (var block in BlocksOf(page, "yaml").Where(IsScenario))
        {
            var results = await new ScenarioRunner().RunAsync(ScenarioFile.Parse(block.Text, block.ToString()));
            Assert.All(results, result => Assert.Empty(result.Differences));
        }
    }

    [Theory]
    [MemberData(nameof(EveryPage))]
    public void Links_LeadSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(Repository.Path(page.Split('/')))!;
        var links = Link().Matches(File.ReadAllText(Repository.Path(page.Split('/')))).Select(link => link.Groups[1].Value);

        Assert.All(links.Where(link => !link.StartsWith("http", StringComparison.Ordinal) && !link.StartsWith('#')), link =>
            Assert.True(Path.Exists(Path.Combine(folder, link.Split('#')[0])), link));
    }

    [Fact]
    public void Commands_OfTheReadme_AreThoseThatAreRun()
    {
        var commands = BlocksOf(Readme, "bash").Select(block => block.Text).ToArray();

        Assert.Equal(["dotnet run --project samples/TextToVideo", "dotnet test FlowKit.sln -c Release"], commands);
        Assert.Contains($"\n{commands[1]} ", File.ReadAllText(Repository.Path(".ci", "run")), StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_IsShort() => Assert.InRange(File.ReadAllLines(Repository.Path(Readme)).Length, 1, MostLines);

    [Fact]
    public async Task TwentyLines_Run()
    {
        WriteFlow(Readme, "dagName: order", "flows", "order.yaml");

        var result = await TwentyLines.RunAsync();

        AssertShown(Readme, $"`{result.Status.ToText()}: {result.Output["note"].AsString()}`");
        Assert.Equal(ExecutionStatus.Succeed, result.Status);
    }

    [Fact]
    public async Task Bakery_Runs()
    {
        WriteFlow(GettingStarted, "dagName: bread", "recipes", "bread.yaml");

        var (result, view) = await Bakery.RunAsync();

        AssertShown(GettingStarted, $"`{result.Status.ToText()}: {result.Context["crusts"]}`");
        Assert.Equal(2, view.Tasks["bake_1-oven"].Attempts);
    }

    [Fact]
    public async Task OwnDispatcher_Runs()
    {
        var services = new ServiceCollection().AddSingleton<SmsProvider>();
        OwnDispatcher.Register(services);
        services.AddFlowEngine(flows => flows
            .AddFlowYaml(Hosting.Flows.Calling("sms://somebody", more: "parameters: { to: Ada, text: hi }")));
        await using var provider = services.BuildServiceProvider();

        var result = await provider.GetRequiredService<IFlowEngine>()
            .RunAsync("test:one", options: new StartOptions { ExecutionId = "e1" });

        Assert.Equal("Ada|hi|e1_call_1", result.Context["out"]["id"].AsString());
    }

    [Fact]
    public async Task Completion_Runs()
    {
        await using var engine = new FlowEngineBuilder()
            .AddFunction("encode", (_, _) => new ValueTask<Dispatching.DispatchOutcome>(Dispatching.DispatchOutcome.Accepted))
            .AddFlowYaml("""
                workspace: test
                dagName: encoding
                tasks:
                  - name: encode
                    category: foreach
                    input: { clips: [a, b, c] }
                    iterationMapping: { collection: $.input.clips, item: clip }
                    tasks: [{ name: one, category: function, resourceName: function://encode, pattern: task_async }]
                """)
            .Build();
        var execution = await engine.StartAsync("test:encoding");

        await OwnDispatcher.CompleteAsync(engine, execution.Id, FlowValue.EmptyObject);

        var view = await engine.GetAsync(execution.Id);
        Assert.Equal(FlowTaskStatus.Succeed, view!.Tasks["encode_2-one"].Status);
    }

    [Fact]
    public async Task History_Runs()
    {
        const string page = "docs/history.md";
        var answers = new Queue<Func<FlowValue>>([() => throw new InvalidOperationException("The bank is away."), () => FlowValue.EmptyObject]);
        await using var engine = new FlowEngineBuilder()
            .AddFunction("charge", _ => answers.Dequeue()())
            .AddFlowYaml(BlocksOf(page, "yaml").Single().Text)
            .Build();
        var failed = await engine.RunAsync("shop:pay");

        var told = await Histories.RetryAsync(engine, failed.ExecutionId);

        Assert.Equal(BlocksOf(page, "text").Single().Text, told.ReplaceLineEndings("\n").TrimEnd());
    }

    private static bool IsScenario(MarkdownBlock block) => block.Text.Contains("\nexpect:", StringComparison.Ordinal);

    private static IEnumerable<MarkdownBlock> BlocksOf(string page, string language) =>
        MarkdownBlock.In(page).Where(block => block.Language == language);

    // A relative folder is looked up beside the application too; that is where the tests are.
    private static void WriteFlow(string page, string part, string folder, string file)
    {
        var block = BlocksOf(page, "yaml").Single(block => block.Text.Contains(part, StringComparison.Ordinal));
        var path = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, folder)).FullName;
        File.WriteAllText(Path.Combine(path, file), block.Text);
    }

    private static void AssertShown(string page, string text) =>
        Assert.Contains(text, File.ReadAllText(Repository.Path(page.Split('/'))), StringComparison.Ordinal);

    [GeneratedRegex(@"\[[^\]]+\]\(([^)]+)\)")]
    private static partial Regex Link();
}
