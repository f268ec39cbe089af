using System.Xml.Linq;
using FlowKit.Dispatching;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowKit.Tests.Models;

public sealed class DescribedDispatcherTests
{
    [Fact]
    public async Task Engine_ListsEveryProtocolAndWhatItsDispatcherTells()
    {
        await using var provider = new ServiceCollection().AddLogging(logging => logging.ClearProviders())
            .AddFlowEngine(flows => flows.AddDispatcher("sms", new Silent())).BuildServiceProvider();

        var dispatchers = provider.GetRequiredService<IFlowEngine>().Dispatchers;

        Assert.Equal(
            [
                ("aliyun_ai", "Alibaba Cloud Model Studio"),
                ("chatgpt", "ChatGPT"),
                ("function", "Function"),
                ("http", "HTTP"),
                ("https", "HTTP"),
                ("rillflow", null),
                ("sms", null),
            ],
            dispatchers.Select(one => (one.Key, one.Value?.Title)).OrderBy(one => one.Key, StringComparer.Ordinal));
        Assert.Same(dispatchers["http"], dispatchers["HTTP"]);
    }

    [Theory]
    [InlineData("chatgpt", "apikey,prompt,prompt_prefix,prompt_suffix,messages,model,temperature,max_tokens,response_format,base_url")]
    [InlineData("aliyun_ai", "apikey,message,message_prefix,message_suffix,model,base_url")]
    [InlineData("http", "query,header,body")]
    [InlineData("function", "")]
    public async Task Description_HoldsASchemaOfTheInputAndAPicture(string protocol, string names)
    {
        await using var engine = new FlowEngineBuilder().AddHttp().AddChatGpt().AddAliyunAi().AddFunction("f", input => input).Build();

        var description = engine.Dispatchers[protocol]!;

        Assert.Equal("object", description.InputSchema["type"].AsString());
        Assert.Equal(names, string.Join(',', description.InputSchema["properties"].Members.Select(one => one.Key)));
        Assert.All(description.InputSchema["required"].Items, name => Assert.False(description.InputSchema["properties"][name.AsString()!].IsMissing));
        const string Form = "data:image/svg+xml,";
        Assert.StartsWith(Form, description.Icon, StringComparison.Ordinal);
        Assert.Equal("svg", XElement.Parse(Uri.UnescapeDataString(description.Icon![Form.Length..])).Name.LocalName);
    }

    private sealed class Silent : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
            new(DispatchOutcome.Succeeded(FlowValue.EmptyObject));
    }
}
