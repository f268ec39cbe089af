using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Tests.Callbacks;

/// <summary>Whoever submits says who is told of the end.</summary>
public sealed class GivenCallbackTests
{
    private const string Flow = """
        workspace: test
        dagName: plain
        tasks: [ { name: only, category: pass } ]
        """;

    [Fact]
    public async Task Submit_WithACallback_TellsItOfTheEnd()
    {
        await using var listener = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flow));

        var block = $$"""
            {
              "resourceName": "{{listener.Url}}/done?from=flow",
              "fullContext": true,
              "fullDAGInfo": true,
              "inputMappings": [{ "source": "$.context.n", "target": "$.input.header.X-N" }]
            }
            """;
        var id = await SubmitAsync(host, block);
        var told = await listener.NextAsync();

        Assert.Equal(("POST", "/done", "flow", "7"), (told.Method, told.Path, told.Query["from"], told.Headers["X-N"]));
        Assert.Equal(id, told.Json["execution_id"].AsString());
        Assert.Equal("succeed", told.Json["dag_status"].AsString(), ignoreCase: true);
        Assert.Equal(7, told.Json["data"]["n"].AsInt64());
        Assert.Equal("SUCCEED", told.Json["dag_info"]["tasks"]["only"]["status"].AsString());
        Assert.Equal(host.Url, told.Headers["X-Flow-Server"]);
        Assert.False(string.IsNullOrEmpty(told.Headers["Idempotency-Key"]));
    }

    [Fact]
    public async Task Submit_WithAnAddressAsCallback_TellsItOfTheEnd()
    {
        await using var listener = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flow));

        var id = await SubmitAsync(host, $"{listener.Url}/done");

        Assert.Equal(id, (await listener.NextAsync()).Json["execution_id"].AsString());
    }

    [Theory]
    [InlineData("{", FlowErrorCodes.InvalidYaml)]
    [InlineData("{}", FlowErrorCodes.MissingField)]
    [InlineData("{\"resourceName\": [1]}", FlowErrorCodes.WrongType)]
    [InlineData("pigeon://loft", FlowErrorCodes.ProtocolUnknown)]
    [InlineData("https://host.example/${secrets.key}", FlowErrorCodes.SecretRefused)]
    public async Task Submit_WithABadCallback_IsRefusedAndStartsNothing(string callback, string code)
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flow));

        var answer = await host.PostAsync($"/flow/submit.json?descriptor_id=test:plain&callback={Uri.EscapeDataString(callback)}", "{}");

        var problem = answer.IsProblem(400, answer.Json["code"].AsString()!);
        Assert.Contains(problem["diagnostics"].Items, one => one["code"].AsString() == code);
        Assert.Empty((await host.GetAsync("/flow/executions.json")).IsOk()["executions"].Items);
    }

    private static async Task<string> SubmitAsync(FlowHost host, string callback) =>
        (await host.PostAsync($"/flow/submit.json?descriptor_id=test:plain&callback={Uri.EscapeDataString(callback)}", """{"n":7}"""))
        .IsOk()["execution_id"].AsString()!;
}
