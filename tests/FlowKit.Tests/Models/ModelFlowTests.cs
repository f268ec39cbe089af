using FlowKit.Executions;
using FlowKit.Http;
using FlowKit.Tests.Hosting;
using FlowKit.Tests.Http;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowKit.Tests.Models;

/// <summary>Whole flows that ask models, in a container.</summary>
public sealed class ModelFlowTests
{
    [Theory]
    [InlineData("task_sync")]
    [InlineData("task_async")]
    public async Task ChatGptTask_EndsWithItsAnswer_WhateverItsPattern(string pattern)
    {
        await using var server = await ChatServer.StartAsync();
        await using var provider = Container(flows => flows
            .ConfigureChatGpt(chat => chat with { BaseUrl = new(server.Url), Model = "house-model" })
            .AddFlowYaml($$"""
                workspace: test
                dagName: translate
                tasks:
                  - category: function
                    name: chatgptExecutor
                    pattern: {{pattern}}
                    parameters: { "apikey": "{{ChatServer.Key}}", "prompt_prefix": "Translate: " }
                    resourceName: chatgpt://
                    resourceProtocol: chatgpt
                    inputMappings:
                      - { source: $.context.message, target: $.input.prompt }
                    outputMappings:
                      - { source: $.output.result, target: $.context.gpt_response }
                      - { source: $.output.text, target: $.context.text }
                """));

        var result = await provider.GetRequiredService<IFlowEngine>()
            .RunAsync("test:translate", FlowValue.Object(("message", "bonjour")));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal("TRANSLATE: BONJOUR", result.Context["text"].AsString());
        Assert.Equal("TRANSLATE: BONJOUR", result.Context["gpt_response"]["choices"][0]["message"]["content"].AsString());
        Assert.Equal("house-model", result.Context["gpt_response"]["model"].AsString());
    }

    [Theory]
    [InlineData("task_sync")]
    [InlineData("task_async")]
    public async Task AliyunTask_EndsWithItsAnswer_WhateverItsPattern(string pattern)
    {
        await using var server = await DashScopeServer.StartAsync();
        await using var provider = Container(flows => flows
            .ConfigureAliyunAi(qwen => qwen with { BaseUrl = new($"{server.Url}/api/v1") })
            .AddFlowYaml($$"""
                workspace: test
                dagName: ask
                tasks:
                  - category: function
                    name: qwen
                    pattern: {{pattern}}
                    resourceName: aliyun_ai://
                    parameters: { apikey: {{DashScopeServer.Key}} }
                    inputMappings:
                      - { source: $.context.message, target: $.input.message }
                    outputMappings:
                      - { source: $.output.output.text, target: $.context.text }
                      - { source: $.output.requestId, target: $.context.id }
                """));

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("test:ask", FlowValue.Object(("message", "hello")));

        Assert.Equal(("HELLO", "r-1"), (result.Context["text"].AsString(), result.Context["id"].AsString()));
    }

    [Fact]
    public async Task Service_ThatIsBusy_IsAskedAgainAsTheTaskSays()
    {
        var asked = 0;
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref asked) switch { 1 => 429, 2 => 500, _ => 200 };
            return context.Response.WriteAsync("""{"choices":[{"message":{"content":"at last"}}]}""");
        });
        await using var provider = Container(flows => flows
            .ConfigureChatGpt(chat => chat with { BaseUrl = new(server.Url) })
            .AddFlowYaml(Flows.Calling("chatgpt://", more: "parameters: { apikey: k, prompt: p }\n    retry: { maxRetryTimes: 5 }")));

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one");

        Assert.Equal("at last", result.Context["out"]["text"].AsString());
        Assert.Equal(3, server.Seen.Count);
    }

    [Fact]
    public async Task Key_IsInNoLogAndInNoFailure()
    {
        var logs = new RecordedLogs();
        await using var server = await ChatServer.StartAsync();
        await using var provider = Container(
            flows => flows.ConfigureChatGpt(chat => chat with { BaseUrl = new(server.Url) })
                .AddFlowYaml(Flows.Calling("chatgpt://", more: "parameters: { apikey: sk-very-secret, prompt: p }")),
            logs);

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one");
        await provider.DisposeAsync();

        Assert.Equal(ExecutionStatus.Failed, result.Status);
        Assert.DoesNotContain("secret", result.Failure!.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(logs.Lines);
        Assert.All(logs.Lines, line => Assert.DoesNotContain("secret", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddressPolicy_OfTheHost_CountsForModelsToo()
    {
        await using var server = await ChatServer.StartAsync();
        await using var provider = Container(flows => flows
            .ConfigureHttp(http => http with { AddressPolicy = AddressPolicy.PublicOnly })
            .AddFlowYaml(Flows.Calling("chatgpt://", more: $"parameters: {{ apikey: k, prompt: p, base_url: '{server.Url}' }}")));

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one");

        Assert.Equal(Errors.FlowErrorCodes.HttpAddressRefused, result.Failure!.Code);
        Assert.Empty(server.Seen);
    }

    private static ServiceProvider Container(Action<FlowKit.Hosting.FlowHostBuilder> configure, RecordedLogs? logs = null)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        if (logs is not null)
        {
            services.AddSingleton<ILoggerProvider>(logs);
        }

        return services.AddFlowEngine(configure).BuildServiceProvider();
    }
}
