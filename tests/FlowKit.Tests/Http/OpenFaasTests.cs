using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.Tests.Http;

/// <summary>Functions behind a gateway of OpenFaaS, synchronous and asynchronous.</summary>
public sealed class OpenFaasTests
{
    [Fact]
    public async Task SynchronousFunction_AnswersWithItsOutput()
    {
        await using var gateway = await OpenFaasGateway.StartAsync(Shout);
        await using var engine = Engine(null, Flow("function", "task_sync"));

        var result = await engine.RunAsync("faas:faasCall", Input(gateway));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal("shout/a%2Fb: HI", result.Context["said"].AsString());
        Assert.Equal("/function/shout/a%2Fb", gateway.Only.Path);
        Assert.False(gateway.Only.Headers.ContainsKey("X-Mode"));
    }

    [Fact]
    public async Task AsynchronousFunction_IsAcceptedAndPostsItsOutputToTheCallbackAddress()
    {
        FlowEngine? engine = null;
        await using var callbacks = await StubServer.StartAsync(context => CompleteAsync(engine!, context));
        await using var gateway = await OpenFaasGateway.StartAsync(Shout);
        await using var running = engine = Engine(new Uri(callbacks.Url), Flow("async-function", "task_async"));

        var result = await engine.RunAsync("faas:faasCall", Input(gateway));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal("shout/a%2Fb: HI", result.Context["said"].AsString());
        Assert.Equal("async", gateway.Only.Headers["X-Mode"]);
        Assert.Equal((result.ExecutionId, "call"), (callbacks.Only.Query["execution_id"], callbacks.Only.Query["task_name"]));
    }

    [Fact]
    public async Task AsynchronousFunction_ThatSaysItFailed_FailsTheTask()
    {
        FlowEngine? engine = null;
        await using var callbacks = await StubServer.StartAsync(context => CompleteAsync(engine!, context));
        await using var gateway = await OpenFaasGateway.StartAsync((_, _) => FlowValue.Object(("result_type", "FAILED")));
        await using var running = engine = Engine(new Uri(callbacks.Url), Flow("async-function", "task_async"));

        var result = await engine.RunAsync("faas:faasCall", Input(gateway));

        Assert.Equal((ExecutionStatus.Failed, FlowErrorCodes.OutcomeFailed), (result.Status, result.Failure!.Code));
    }

    [Theory]
    [InlineData("function", "task_sync")]
    [InlineData("async-function", "task_async")]
    public async Task Gateway_ThatHasNoSuchFunction_FailsTheTask(string road, string pattern)
    {
        await using var gateway = await StubServer.AnsweringAsync(404, "error finding function", "text/plain");
        await using var engine = Engine(null, Flow(road, pattern));

        var result = await engine.RunAsync("faas:faasCall", Input(gateway));

        Assert.Equal((ExecutionStatus.Failed, FlowErrorCodes.HttpFailingStatus), (result.Status, result.Failure!.Code));
        Assert.Equal("error finding function", result.Failure.Detail["body"].AsString());
    }

    [Fact]
    public async Task Placeholder_WithoutAValue_FailsTheTaskAndNothingIsSent()
    {
        await using var gateway = await OpenFaasGateway.StartAsync(Shout);
        await using var engine = Engine(null, Flow("function", "task_sync"));

        var result = await engine.RunAsync("faas:faasCall", FlowValue.Object(("port", new Uri(gateway.Url).Port), ("function", "shout")));

        Assert.Equal(FlowErrorCodes.PlaceholderMissing, result.Failure!.Code);
        Assert.Contains("'uri'", result.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Seen);
    }

    private static FlowValue Shout(string path, FlowValue input) =>
        FlowValue.Object(("said", $"{path}: {input["text"].AsString()!.ToUpperInvariant()}"));

    private static FlowValue Input(StubServer gateway) =>
        FlowValue.Object(("port", new Uri(gateway.Url).Port), ("function", "shout"), ("uri", "a/b"), ("text", "hi"));

    private static string Flow(string road, string pattern) => $$"""
        workspace: faas
        dagName: faasCall
        tasks:
          - name: call
            category: function
            pattern: {{pattern}}
            resourceName: http://{service}.{namespace}.0.1:{port}/{{road}}/{function}/{uri}
            parameters: { service: 127, namespace: 0 }
            inputMappings:
              - { source: $.context.port, target: $.input.port }
              - { source: $.context.function, target: $.input.function }
              - { source: $.context.uri, target: $.input.uri }
              - { source: $.context.text, target: $.input.text }
            outputMappings:
              - { source: $.output.said, target: $.context.said }
        """;

    private static FlowEngine Engine(Uri? serverUrl, string flow) =>
        new FlowEngineBuilder { Options = new FlowEngineOptions { ServerUrl = serverUrl } }.AddHttp().AddFlowYaml(flow).Build();

    private static async Task CompleteAsync(FlowEngine engine, HttpContext context)
    {
        var seen = await SeenRequest.OfAsync(context.Request);
        await engine.CompleteTaskAsync(
            seen.Query["execution_id"], new TaskCallback(seen.Query["task_name"], Output: FlowValue.Parse(seen.Body)));
    }
}
