using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Tests.Snippets;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Tests.Docs;

/// <summary>What docs/steps.md shows runs, and comes to what it says.</summary>
public sealed class StepsPageTests
{
    private const string Page = "docs/steps.md";

    [Fact]
    public async Task The_steps_run()
    {
        var cloud = new Cloud();
        using var log = new StringWriter();
        var services = new ServiceCollection().AddLogging().AddSingleton(cloud);
        StepLists.Register(services, cloud, TextWriter.Synchronized(log));
        await using var provider = services.BuildServiceProvider();
        var input = MarkdownBlock.In(Page).Single(block => block.Language == "json").Text;

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("ops:grow", FlowValue.Parse(input));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal(["o-2-n1 joins c1", "o-2-n2 joins c1"], cloud.Joined.Order());
        Assert.Equal("o-2", result.Context["steps"]["createNodes"]["order"].AsString());
    }

    [Fact]
    public async Task The_short_list_is_accepted()
    {
        var services = new ServiceCollection().AddLogging();
        StepLists.RegisterShort(services);
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(["ops:scaleOut:release"], provider.GetRequiredService<IFlowEngine>().Flows.Names);
    }

    [Fact]
    public void A_flow_is_printed_as_the_page_shows() =>
        Assert.Equal(MarkdownBlock.In(Page).Single(block => block.Language == "yaml").Text, StepLists.Write().TrimEnd());

    [Fact]
    public void Every_code_that_the_page_names_is_one() => Assert.All(
        (string[])[FlowErrorCodes.UnknownStep, FlowErrorCodes.VariableMissing, FlowErrorCodes.AttemptOver],
        code => Assert.Contains($"`{code}`", File.ReadAllText(Samples.Repository.Path(Page.Split('/'))), StringComparison.Ordinal));
}
