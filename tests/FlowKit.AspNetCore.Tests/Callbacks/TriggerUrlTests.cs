using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Tests.Callbacks;

/// <summary>The callback address of a task as data: sent to somebody who answers in his own time.</summary>
public sealed class TriggerUrlTests
{
    private const string Mail = """
        workspace: test
        dagName: mail
        tasks:
          - name: send
            category: function
            resourceName: URL/send
            inputMappings:
              - { source: $.tasks.approve.trigger_url, target: $.input.no }
              - { source: "$.tasks.approve.trigger_url?context=%7B%22answer%22%3A%20%22yes%22%7D", target: $.input.yes }
            next: approve
          - name: approve
            category: suspense
            inputMappings: [{ source: $.context.answer, target: $.input.answer }]
            outputMappings: [{ source: $.output.answer, target: $.context.answer }]
            conditions: [ "$.input.[?(@.answer == 'yes')]" ]
        """;

    [Fact]
    public async Task Address_WithoutTokens_IsServerPathAndIds_AndWhatFollowsIsKeptAsItStands()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(At(Mail, executor)));
        var run = await host.Engine.StartAsync("test:mail");
        var sent = (await executor.NextAsync()).Json;

        var plain = $"{host.Url}/flow/trigger.json?execution_id={Uri.EscapeDataString(run.Id)}&task_name=approve";
        Assert.Equal(plain, sent["no"].AsString());
        Assert.Equal($"{plain}&context=%7B%22answer%22%3A%20%22yes%22%7D", sent["yes"].AsString());
    }

    [Fact]
    public async Task Address_WithTokens_OpensItsTaskAndNoOther()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(At(Mail, executor));
        var run = await host.Engine.StartAsync("test:mail");
        var yes = (await executor.NextAsync()).Json["yes"].AsString()!;

        (await host.GetAsync(yes.Replace("task_name=approve", "task_name=send", StringComparison.Ordinal)))
            .IsProblem(401, FlowErrorCodes.CallbackTokenRefused);
        (await host.GetAsync(yes)).IsOk();

        Assert.Equal("yes", (await run.Completion).Context["answer"].AsString());
    }

    [Fact]
    public async Task Address_WithinALoop_IsThatOfTheSameBranch()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(At("""
            workspace: test
            dagName: mails
            tasks:
              - name: each
                category: foreach
                input: { people: $.context.people }
                iterationMapping: { collection: $.input.people, item: person }
                tasks:
                  - name: send
                    category: function
                    resourceName: URL/send
                    input: { to: $.context.person, url: $.tasks.approve.trigger_url }
                    next: approve
                  - name: approve
                    category: suspense
                    inputMappings: [{ source: $.context.answer, target: $.input.answer }]
                    outputMappings: [{ source: $.output.answer, target: $.context.answer }]
                    conditions: [ "$.input.[?(@.answer)]" ]
                outputMappings: [{ source: "$.output.sub_context[*].answer", target: $.context.answers }]
            """, executor));
        var run = await host.Engine.StartAsync("test:mails", FlowValue.Parse("""{"people":["ada","bob"]}"""));
        for (var i = 0; i < 2; i++)
        {
            var sent = (await executor.NextAsync()).Json;
            (await host.PostAsync(sent["url"].AsString()!, $$"""{"answer":"{{sent["to"].AsString()}} says yes"}""")).IsOk();
        }

        Assert.Equal("""["ada says yes","bob says yes"]""", (await run.Completion).Context["answers"].ToJson());
    }

    [Fact]
    public async Task Address_IsShownWithoutItsToken()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(At(Mail, executor));
        var run = await host.Engine.StartAsync("test:mail");
        var token = (await executor.NextAsync()).Json["no"].AsString()!.Split("&token=")[1];

        var shown = (await host.GetAsync($"/flow/get.json?execution_id={run.Id}")).IsOk();

        Assert.EndsWith("&token=***", shown["ret"]["tasks"]["send"]["input"]["no"].AsString(), StringComparison.Ordinal);
        Assert.DoesNotContain(token, shown.ToJson(), StringComparison.Ordinal);
    }

    private static string At(string flow, Executor executor) => flow.Replace("URL", executor.Url, StringComparison.Ordinal);
}
