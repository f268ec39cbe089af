using System.Text;
using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Callbacks;
using FlowKit.Executions;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.AspNetCore.Tests.Secrets;

/// <summary>A secret is planted, sent to executors that repeat it in every way they can, and then looked for wherever it must not be.</summary>
public sealed class PlantedSecretTests
{
    private const string Planted = "pl4nted/secret+that\"nobody&may see";

    [Fact]
    public async Task Secret_IsSentToTheExecutor_AndFoundNowhereElse()
    {
        await using var executor = await Executor.StartAsync(RepeatAsync);
        OtherStore? store = null;
        var news = new News();
        await using var host = await FlowHost.StartAsync(flows => flows
            .AddFlowYaml(Flow(executor.Url))
            .UseStore(_ => store = new(new(), TimeProvider.System))
            .UseSecrets(name => name == "key" ? Planted : null)
            .AddSink(news)
            .Configure(options => options with { CallbackSecret = FlowHost.Secret }));
        var run = await host.Engine.StartAsync("test:planted", FlowValue.Parse("""{"said":"${secrets.key}"}"""));
        var seen = new Dictionary<string, Executor.Call>();
        for (var i = 0; i < 4; i++)
        {
            var call = await executor.NextAsync();
            seen[call.Path] = call;
        }

        var body = FlowValue.Object(("echo", seen["/later"].Headers["Authorization"])).ToJson();
        var answered = await host.PostAsync(seen["/later"].CallbackUrl, body);
        await run.Completion;

        // When it is told of the end a second time, the refusal of the first is on record.
        Assert.Equal($"Bearer {Planted}", (await executor.NextAsync()).Headers["Authorization"]);
        await executor.NextAsync();

        Assert.All(seen.Values, call => Assert.Equal($"Bearer {Planted}", call.Headers["Authorization"]));
        Assert.All(seen.Values, call => Assert.Equal("${secrets.key}", FlowValue.Parse(call.Body)["said"].AsString()));
        Assert.Equal(200, answered.Status);
        foreach (var (name, text) in new Dictionary<string, string>
        {
            ["store"] = Encoding.UTF8.GetString(store!.Bytes),
            ["view"] = (await host.GetAsync($"/flow/get.json?execution_id={run.Id}")).Text,
            ["context"] = (await host.GetAsync($"/flow/get_context.json?execution_id={run.Id}")).Text,
            ["own view"] = Everything((await host.Engine.GetAsync(run.Id))!),
            ["result"] = (await run.Completion).ToString(),
            ["news"] = string.Join('\n', news.Seen),
            ["logs and notices"] = string.Join('\n', host.Logs.Lines),
            ["problem"] = (await host.PostAsync(seen["/later"].CallbackUrl, """{"other":1}""")).Text,
            ["executions"] = (await host.GetAsync("/flow/executions.json")).Text,
            ["mappings tried out"] = (await host.PostAsync(
                $"/flow/mapping_evaluation.json?type=output_eva&execution_id={run.Id}&task_name=echo",
                """{"mapping_rules":[{"source":"$.output","target":"$.context.a"},{"source":"$.input","target":"$.context.b"}]}""")).Text,
            ["retried"] = (await host.PostAsync($"/flow/redo.json?execution_id={run.Id}&task_names=nobody")).Text,
            ["descriptor"] = (await host.GetAsync("/flow/descriptor.json?descriptor_id=test:planted")).Text,
        })
        {
            Assert.True(text.Length > 0, $"{name} is empty.");
            Assert.All(Forms(), form => Assert.False(text.Contains(form, StringComparison.Ordinal), $"{name} holds the secret as {form}"));
        }

        var kept = (await run.Completion).Context;
        Assert.Equal("Bearer ***", kept["echo"]["authorization"].AsString());
        Assert.Equal("Bearer ***", kept["later"]["echo"].AsString());
        Assert.Equal(ExecutionStatus.Failed, (await run.Completion).Status);
    }

    [Fact]
    public async Task Secret_IsFilledIntoTheCallThatTellsOfTheEnd()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows.UseSecrets(_ => Planted).AddFlowYaml($$"""
            workspace: test
            dagName: told
            callback:
              resourceName: {{executor.Url}}/end
              inputMappings: [ { value: 'Bearer ${secrets.key}', target: $.input.header.authorization } ]
            tasks: [ { name: only, category: pass } ]
            """));

        await host.Engine.RunAsync("test:told");

        Assert.Equal($"Bearer {Planted}", (await executor.NextAsync()).Headers["Authorization"]);
    }

    private static async Task RepeatAsync(Executor.Call call, HttpResponse response)
    {
        var authorization = call.Headers["Authorization"];
        response.ContentType = "application/json";
        switch (call.Path)
        {
            case "/refuse":
                response.StatusCode = 403;
                await response.WriteAsync(FlowValue.Object(("wrong", authorization)).ToJson());
                break;
            case "/redirect":
                response.StatusCode = 302;
                response.Headers.Location = $"ftp://nowhere/?key={Uri.EscapeDataString(authorization)}";
                break;
            case "/later":
                response.StatusCode = 202;
                break;
            default:
                await response.WriteAsync(FlowValue.Object(
                    ("authorization", authorization), ("url", $"http://x/?k={Uri.EscapeDataString(authorization)}")).ToJson());
                break;
        }
    }

    private static string Flow(string url)
    {
        const string Sends = "input: { header: { source: { authorization: 'Bearer ${secrets.key}' } }, said: $.context.said }, tolerance: true";
        return $$"""
            workspace: test
            dagName: planted
            callback:
              resourceName: {{url}}/refuse
              fullContext: true
              fullDAGInfo: true
              inputMappings: [ { value: 'Bearer ${secrets.key}', target: $.input.header.authorization } ]
            tasks:
              - { name: echo, category: function, resourceName: {{url}}/echo, {{Sends}}, outputMappings: [ { source: $.output, target: $.context.echo } ] }
              - { name: refuse, category: function, resourceName: {{url}}/refuse, {{Sends}} }
              - { name: redirect, category: function, resourceName: {{url}}/redirect, {{Sends}} }
              - { name: later, category: function, resourceName: {{url}}/later, pattern: task_async, {{Sends}},
                  outputMappings: [ { source: $.output, target: $.context.later } ], next: address }
              - { name: address, category: function, resourceName: 'http://127.0.0.1:1/${secrets.key}' }
            """;
    }

    private static string Everything(ExecutionView view) =>
        $"{view} {view.Context} {string.Join('\n', view.Tasks.Values.Select(task => $"{task} {task.Failure} {task.Failure?.Detail}"))}";

    private static IEnumerable<string> Forms() =>
        [Planted, Uri.EscapeDataString(Planted), FlowValue.From(Planted).ToJson().Trim('"'), System.Text.Json.JsonEncodedText.Encode(Planted).ToString()];

    private sealed class News : ICallbackSink
    {
        public List<string> Seen { get; } = [];

        public ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken)
        {
            Seen.Add($"{news} {news.Failure?.Detail}");
            return ValueTask.CompletedTask;
        }
    }
}
