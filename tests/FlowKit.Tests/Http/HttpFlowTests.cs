using FlowKit.Callbacks;
using FlowKit.Executions;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.Tests.Http;

/// <summary>Whole flows against real servers.</summary>
public sealed class HttpFlowTests
{
    [Fact]
    public async Task FormPost_WrittenForRillFlow_RunsUnchanged()
    {
        await using var server = await StubServer.StartAsync(context => context.Response.WriteAsync(
            $$"""{"result":"{{context.Request.Query["user"]}} wrote {{context.Request.Form["title"]}}"}"""));
        await using var engine = Engine(null, $$"""
            version: 0.0.1
            type: flow
            workspace: samples
            dagName: post
            tasks:
              - category: pass
                name: startNode
                next: callApiNode
              - category: function
                name: callApiNode
                pattern: task_sync
                resourceName: {{server.Url}}/posts.json
                inputMappings:
                  - source: "application/x-www-form-urlencoded"
                    target: $.input.header.content-type
                  - source: $.context.user
                    target: $.input.query.user
                  - source: $.context.title
                    target: $.input.body.title
                outputMappings:
                  - source: $.output.result
                    target: $.context.result
            """);

        var result = await engine.RunAsync("samples:post", FlowValue.Parse("""{"user":"Ada","title":"a & b"}"""));

        Assert.Equal("Ada wrote a & b", result.Context["result"].AsString());
    }

    [Fact]
    public async Task Executor_ThatCallsBackBeforeItAcknowledges_IsHeard()
    {
        IFlowEngine? running = null;
        await using var server = await StubServer.StartAsync(context => context.Request.Path == "/flow/trigger.json"
            ? CompleteAsync(running!, context)
            : WorkAsync(context));
        await using var engine = Engine(new Uri(server.Url), $$"""
            workspace: samples
            dagName: workEach
            tasks:
              - name: each
                category: foreach
                input: { items: [1, 2, 3] }
                iterationMapping: { collection: $.input.items, item: item }
                tasks:
                  - name: work
                    category: function
                    pattern: task_async
                    resourceName: {{server.Url}}/executor
                    input: { item: $.context.item }
                    outputMappings: [{ source: $.output.done, target: $.context.done }]
                outputMappings: [{ source: "$.output.sub_context[*].done", target: $.context.done }]
            """);
        running = engine;

        var result = await engine.RunAsync("samples:workEach");

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal("[10,20,30]", result.Context["done"].ToJson());
    }

    [Fact]
    public async Task FailingStatus_IsRetriedAsTheTaskSays()
    {
        var calls = 0;
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref calls) < 3 ? 503 : 200;
            return Task.CompletedTask;
        });
        await using var engine = Engine(null, Hosting.Flows.Calling(server.Url, more: "retry: { maxRetryTimes: 5 }"));

        var result = await engine.RunAsync("test:one");

        Assert.True(result.Succeeded);
        Assert.Equal(["1", "2", "3"], server.Seen.Select(seen => seen.Headers["Idempotency-Key"].Split('_')[^1]));
    }

    [Fact]
    public async Task FailingStatus_OfTheCallers_IsFinalAndKeepsWhatTheServerSaid()
    {
        await using var server = await StubServer.AnsweringAsync(422, """{"error":"no such thing"}""");
        await using var engine = Engine(null, Hosting.Flows.Calling(server.Url, more: "retry: { maxRetryTimes: 5 }"));

        var result = await engine.RunAsync("test:one");

        Assert.Single(server.Seen);
        Assert.Equal(422, result.Failure!.Detail["status"].AsInt64());
        Assert.Equal("""{"error":"no such thing"}""", result.Failure.Detail["body"].AsString());
    }

    private static FlowEngine Engine(Uri? serverUrl, string flow)
    {
        var builder = new FlowEngineBuilder { Options = new FlowEngineOptions { ServerUrl = serverUrl } };
        return builder.AddHttp().AddFlowYaml(flow).Build();
    }

    // As executors of Rill Flow do: asynchronous only when both headers are there; the result goes to the callback address.
    private static async Task WorkAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        Assert.Equal("async", headers["X-Mode"]);
        var item = context.Request.Query["name"].ToString() switch { "each_0-work" => 1, "each_1-work" => 2, _ => 3 };
        using var client = new HttpClient();
        using var body = new StringContent($$"""{"result_type":"SUCCESS","done":{{item * 10}}}""");
        using var answer = await client.PostAsync(new Uri(headers["X-Callback-Url"].ToString()), body);
        answer.EnsureSuccessStatusCode();
        await context.Response.WriteAsync("""{"result_type":"SUCCESS"}""");
    }

    private static async Task CompleteAsync(IFlowEngine engine, HttpContext context)
    {
        var seen = await SeenRequest.OfAsync(context.Request);
        await engine.CompleteTaskAsync(
            seen.Query["execution_id"], new TaskCallback(seen.Query["task_name"], Output: FlowValue.Parse(seen.Body)));
    }
}
