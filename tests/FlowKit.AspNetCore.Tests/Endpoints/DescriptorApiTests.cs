using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Http;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Tests.Endpoints;

/// <summary>Flows are shown, checked and added while the host runs.</summary>
public sealed class DescriptorApiTests
{
    [Fact]
    public async Task Descriptor_IsAdded_ShownAndStarted()
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));

        var added = (await host.PostAsync("/flow/descriptor.json", Passing(1), "application/yaml")).IsOk();
        var shown = (await host.GetAsync("/flow/descriptor.json?descriptor_id=test:added")).IsOk();

        Assert.Equal(("test:added", "release"), (added["flow"].AsString(), added["alias"].AsString()));
        Assert.Equal($"test:added:{added["version"].AsString()}", added["descriptor_id"].AsString());
        Assert.Equal(Passing(1), shown["descriptor"].AsString());
        Assert.Equal(added["descriptor_id"], Assert.Single(shown["versions"].Items)["descriptor_id"]);
        Assert.Equal(1, (await host.Engine.RunAsync("test:added")).Context["v"].AsInt64());
        var all = (await host.GetAsync("/flow/descriptor.json")).IsOk()["descriptors"];
        Assert.Equal(["test:added", "test:approval"], all.Items.Select(one => one["flow"].AsString()));
        Assert.Equal([true, false], all.Items.Select(one => one["foreign"].AsBoolean()));
    }

    [Fact]
    public async Task Versions_LiveSideBySide_UnderAliases()
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));
        var first = (await host.PostAsync("/flow/descriptor.json", Passing(1))).IsOk();
        var second = (await host.PostAsync("/flow/descriptor.json", Passing(2))).IsOk();
        var beta = (await host.PostAsync("/flow/descriptor.json?alias=beta", Passing(3))).IsOk();

        async Task<long?> Run(string id) => (await host.Engine.WaitAsync(
            (await host.PostAsync($"/flow/submit.json?descriptor_id={id}")).IsOk()["execution_id"].AsString()!)).Context["v"].AsInt64();
        Assert.Equal(2, await Run("test:added"));
        Assert.Equal(3, await Run("test:added:beta"));
        Assert.Equal(1, await Run(first["descriptor_id"].AsString()!));

        var shown = (await host.GetAsync("/flow/descriptor.json?descriptor_id=test:added")).IsOk();
        Assert.Equal(
            [beta["version"], second["version"], first["version"]],
            shown["versions"].Items.Select(one => one["version"]));
        Assert.Equal(
            FlowValue.Object(("beta", beta["version"]), ("release", second["version"])),
            shown["aliases"]);

        (await host.PostAsync("/flow/descriptor.json", Passing(1))).IsOk();
        Assert.Equal(1, await Run("test:added"));
    }

    [Fact]
    public async Task Descriptor_WithFaults_IsRefusedWithAllOfThem()
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));
        const string Bad = """
            workspace: test
            dagName: bad
            tasks:
              - { name: a, category: pass, next: b }
              - { name: c, category: function, resourceName: nowhere://x }
            """;

        var problem = (await host.PostAsync("/flow/descriptor.json", Bad)).IsProblem(400, "FLOW2104");
        var validated = (await host.PostAsync("/flow/validate.json", Bad)).IsOk();

        Assert.Equal(validated["diagnostics"], problem["diagnostics"]);
        Assert.False(validated["valid"].AsBoolean());
        Assert.Equal([4L, 5L], validated["diagnostics"].Items.Select(one => one["line"].AsInt64()!.Value));
        Assert.True((await host.PostAsync("/flow/validate.json", Passing(1))).IsOk()["valid"].AsBoolean());
        (await host.GetAsync("/flow/descriptor.json?descriptor_id=test:bad")).IsProblem(404, FlowErrorCodes.UnknownDescriptor);
    }

    [Fact]
    public async Task Descriptor_OverTheLimit_IsRefused()
    {
        await using var host = await FlowHost.StartAsync(flows => flows
            .AddFlowYaml(Passing(1))
            .Configure(options => options with { FlowLimits = new() { DescriptorBytes = 200 } }));

        (await host.PostAsync("/flow/descriptor.json", $"# {new string('x', 200)}")).IsProblem(413, FlowErrorCodes.BodyTooLarge);
    }

    [Fact]
    public async Task FlowFromOutside_CallsPublicAddressesOnly_AndTheHostsOwnCallsAll()
    {
        await using var executor = await Executor.AnsweringAsync("""{"a":1}""");
        var own = Flows.Synchronous(executor.Url);
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(own));
        Assert.True((await host.Engine.RunAsync("test:now")).Succeeded);

        // Over a connection that the host's own flow left open, too.
        (await host.PostAsync("/flow/descriptor.json?alias=other", own + "\n# changed")).IsOk();
        var foreign = await host.Engine.RunAsync("test:now:other");
        Assert.Equal(FlowErrorCodes.HttpAddressRefused, foreign.Failure!.Code);

        // The same text as the host's own is the host's own.
        (await host.PostAsync("/flow/descriptor.json", own)).IsOk();
        Assert.True((await host.Engine.RunAsync("test:now")).Succeeded);
    }

    [Fact]
    public async Task FlowFromOutside_TellsOfItsEndToPublicAddressesOnly()
    {
        await using var executor = await Executor.AnsweringAsync();
        var told = $"{Passing(1)}\ncallback: {{ resourceName: {executor.Url}/end }}";
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(told));
        (await host.PostAsync("/flow/descriptor.json?alias=other", told + "\n# changed")).IsOk();

        var foreign = await host.Engine.RunAsync("test:added:other");
        var own = await host.Engine.RunAsync("test:added");

        // Nothing of the first one came before.
        Assert.Equal(own.ExecutionId, (await executor.NextAsync()).Json["execution_id"].AsString());
        Assert.Equal("owed", (await host.Engine.GetAsync(foreign.ExecutionId))!.EndCallback);
    }

    [Fact]
    public async Task FlowFromOutside_CallsAll_WhereTheHostSaysSo()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows
            .AddFlowYaml(Flows.Approval)
            .ConfigureHttp(http => http with { ForeignAddressPolicy = AddressPolicy.AllowAll }));

        (await host.PostAsync("/flow/descriptor.json", Flows.Synchronous(executor.Url))).IsOk();

        Assert.Equal(ExecutionStatus.Succeed, (await host.Engine.RunAsync("test:now")).Status);
    }

    [Fact]
    public async Task Mappings_AreTriedOut_OnWhatIsSent()
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));

        var tried = (await host.PostAsync("/flow/mapping_evaluation.json?type=output_eva", """
            {
              "mapping_rules": [
                { "source": "$.output.items[*].id", "target": "$.context.ids" },
                { "source": "$.context.ids", "target": "$.context.count", "transform": "count(source)" },
                { "source": "1", "target": "$.context.name.first" }
              ],
              "context": { "name": "Ada" },
              "output": { "items": [ { "id": 1 }, { "id": 2 } ] }
            }
            """)).IsOk();

        Assert.Equal(FlowValue.Parse("""{"name":"Ada","ids":[1,2],"count":2}"""), tried["context"]);
        Assert.Equal(FlowErrorCodes.MappingMisfit, Assert.Single(tried["faults"].Items)["code"].AsString());
    }

    [Fact]
    public async Task Mappings_AreTriedOut_OnALiveExecution_WithoutItsSecrets()
    {
        await using var executor = await Executor.AnsweringAsync("""{"a":1}""");
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Synchronous(executor.Url, "input: { x: $.context.x }")));
        var run = await host.Engine.RunAsync("test:now", FlowValue.Parse("""{"x":5,"password":"p-1"}"""));
        var rules = Uri.EscapeDataString("[{source: $.context.password, target: $.input.seen}, {source: $.context.x, target: $.input.y}]");

        var tried = (await host.PostAsync(
            $"/flow/mapping_evaluation.json?type=input_eva&execution_id={run.ExecutionId}&task_name=work&mapping_rules={rules}")).IsOk();

        Assert.Equal(FlowValue.Parse("""{"execution_id":null,"x":5,"seen":"***","y":5}""")["seen"], tried["input"]["seen"]);
        Assert.Equal(5, tried["input"]["x"].AsInt64());
        Assert.Equal(5, tried["input"]["y"].AsInt64());
        Assert.Equal("""{"a":1}""", tried["output"].ToJson());
    }

    [Theory]
    [InlineData("type=input_eva", "{}", FlowErrorCodes.ParameterInvalid)]
    [InlineData("type=eva", """{"mapping_rules":[]}""", FlowErrorCodes.ParameterInvalid)]
    [InlineData("type=input_eva", """{"mapping_rules":"a: 1"}""", FlowErrorCodes.WrongType)]
    [InlineData("type=input_eva", """{"mapping_rules":[{"source":"$.context.a","target":"$.output.b"}]}""", FlowErrorCodes.TargetElsewhere)]
    [InlineData("type=input_eva", """{"mapping_rules":[{"source":"1","target":"$.input.a[2000000000]"}]}""", FlowErrorCodes.InvalidTarget)]
    public async Task Mappings_ThatCannotBeRead_AreRefused(string query, string body, string code)
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));

        (await host.PostAsync($"/flow/mapping_evaluation.json?{query}", body)).IsProblem(400, code);
    }

    private static string Passing(int version) => $$"""
        workspace: test
        dagName: added
        tasks:
          - { name: only, category: pass, outputMappings: [ { source: {{version}}, target: $.context.v } ] }
        """;
}
