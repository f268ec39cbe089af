using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Http;
using FlowKit.Models;
using FlowKit.Tests.Http;
using FlowKit.Values;

namespace FlowKit.Tests.Models;

/// <summary>Asks model services directly, without a flow.</summary>
internal static class Asking
{
    public static Task<DispatchOutcome> ChatAsync(string baseUrl, FlowValue input, Func<ModelOptions, ModelOptions>? change = null, TimeProvider? time = null) =>
        SendAsync(new FlowEngineBuilder().UseTime(time ?? TimeProvider.System)
            .AddChatGpt((change ?? (same => same))(ModelOptions.ChatGpt with { BaseUrl = new(baseUrl) })), "chatgpt", input);

    public static Task<DispatchOutcome> AliyunAsync(string baseUrl, FlowValue input, HttpDispatcherOptions? http = null) =>
        SendAsync(new FlowEngineBuilder().AddAliyunAi(ModelOptions.AliyunAi with { BaseUrl = new($"{baseUrl}/api/v1") }, http), "aliyun_ai", input);

    public static FlowValue Prompt(string prompt = "hi", string key = ChatServer.Key) => FlowValue.Object(("apikey", key), ("prompt", prompt));

    public static FlowValue With(FlowValue input, params (string Name, FlowValue Value)[] more) =>
        FlowValue.Object(input.Members.Concat(more.Select(one => KeyValuePair.Create(one.Name, one.Value))));

    private static async Task<DispatchOutcome> SendAsync(FlowEngineBuilder builder, string protocol, FlowValue input)
    {
        var request = new DispatchRequest
        {
            ExecutionId = "shop:order_c_1",
            Flow = "shop:order",
            Task = "loop_2-ask",
            TaskName = "ask",
            Attempt = 1,
            Protocol = protocol,
            Resource = $"{protocol}://",
            Pattern = TaskPattern.TaskAsync,
            Input = input,
            CallbackUrl = "https://flows.example/flow/trigger.json?token=mine",
            ServerUrl = "https://flows.example",
        };
        return await builder.DispatcherFor(protocol)!.DispatchAsync(request, CancellationToken.None);
    }
}
