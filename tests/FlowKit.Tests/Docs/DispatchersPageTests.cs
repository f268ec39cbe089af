namespace FlowKit.Tests.Docs;

/// <summary>The flows of docs/dispatchers.md, in one engine that has what a host has.</summary>
public sealed class DispatchersPageTests
{
    private const string Page = "docs/dispatchers.md";

    [Fact]
    public async Task Flows_AreAcceptedTogether()
    {
        await using var engine = WithFlows(new FlowEngineBuilder().AddHttp().AddChatGpt().AddAliyunAi().AddFunction("greet", input => input)).Build();

        Assert.Equal(
            [
                "media:thumbnails:release", "shop:mailing:release", "shop:order:release", "shop:shipping:release", "shop:stock:release",
                "shop:welcome:release", "texts:summary:release", "texts:translation:release",
            ],
            engine.Flows.Names);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("function")]
    [InlineData("rillflow")]
    [InlineData("chatgpt")]
    [InlineData("aliyun_ai")]
    [InlineData("resource")]
    [InlineData("resourceRef")]
    public void EveryProtocol_HasAnExample(string protocol) => Assert.Contains(
        MarkdownBlock.In(Page), block => block.Language == "yaml" && block.Text.Contains($"resourceName: {protocol}://", StringComparison.Ordinal));

    private static FlowEngineBuilder WithFlows(FlowEngineBuilder builder) => MarkdownBlock.In(Page)
        .Where(block => block.Language == "yaml")
        .Aggregate(builder, (one, block) => one.AddFlowYaml(block.Text, block.ToString()));
}
