using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Errors;
using FlowKit.Explaining;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Tests.Endpoints;

/// <summary>Plans are explained, of flows that are registered and of flows that are not.</summary>
public sealed class ExplainApiTests
{
    private const string Film = """
        workspace: media
        dagName: film
        inputSchema: [ { name: kind, type: String, required: true } ]
        output: { rating: $.context.rating }
        tasks:
          - name: check
            category: return
            conditions: [ "$.input.[?(@.kind == 'book')]" ]
            inputMappings: [{ source: $.context.kind, target: $.input.kind }]
            next: rate
          - { name: rate, category: function, resourceName: function://rate, outputMappings: [{ source: $.output.r, target: $.context.rating }] }
          - { name: notify, category: function, resourceName: function://rate }
        """;

    [Fact]
    public async Task Explain_OfARegisteredFlow_IsWhatTheEngineSays_WithoutNulls()
    {
        await using var host = await FilmAsync();

        var shown = (await host.GetAsync("/flow/explain.json?descriptor_id=media:film")).IsOk();

        var said = host.Engine.Flows.Explain("media:film").ToValue();
        Assert.Equal(Bare(said), shown);
        Assert.False(shown["has_input"].AsBoolean());
        Assert.True(shown["targets"].IsMissing);
        Assert.Equal(["check", "notify", "rate"], shown["groups"][0]["tasks"].Items.Select(task => task["name"].AsString()));
        Assert.True(shown["groups"][0]["tasks"][0]["conditions"][0]["holds"].IsMissing);
    }

    [Theory]
    [InlineData("""{"kind":"book"}""", true, "skipped")]
    [InlineData("""{"kind":"film"}""", false, "runs")]
    public async Task Explain_WithAContext_TellsWhatItDecides(string context, bool holds, string fate)
    {
        await using var host = await FilmAsync();
        var query = "/flow/explain.json?descriptor_id=media:film:release";

        var inBody = (await host.PostAsync(query, context)).IsOk();
        var inQuery = (await host.GetAsync($"{query}&context={Uri.EscapeDataString(context)}")).IsOk();
        var posted = (await host.PostAsync($"/flow/explain.json?context={Uri.EscapeDataString(context)}", Film, "application/yaml")).IsOk();

        Assert.Equal(inBody, inQuery);
        Assert.Equal(inBody, posted);
        Assert.True(inBody["has_input"].AsBoolean());
        Assert.Equal(holds, inBody["groups"][0]["tasks"][0]["conditions"][0]["holds"].AsBoolean());
        Assert.Equal(fate, Assert.Single(inBody["groups"][0]["tasks"].Items, task => task["name"].AsString() == "rate")["fate"].AsString());
    }

    [Fact]
    public async Task Explain_WithTargets_TellsWhatTheySpare()
    {
        await using var host = await FilmAsync();

        var shown = (await host.PostAsync("/flow/explain.json?targets=rating&force=true", Film)).IsOk();

        Assert.Equal("""["rating"]""", shown["targets"].ToJson());
        Assert.Equal(["runs", "pruned", "runs"], shown["groups"][0]["tasks"].Items.Select(task => task["fate"].AsString()));
    }

    [Fact]
    public async Task Explain_OfAFlowInTheBody_AddsNothing_AndKnowsTheResourcesOfTheHost()
    {
        await using var host = await FlowHost.StartAsync(flows => flows
            .AddFlowYaml(Flows.Approval)
            .AddFlowYaml("""
                workspace: shared
                dagName: parts
                type: resource
                resources: [ { name: bank, resourceName: "http://bank.example/charge" } ]
                """));
        const string Pay = """
            { "workspace": "test", "dagName": "pay",
              "tasks": [ { "name": "charge", "category": "function", "resourceName": "resourceRef://shared:parts?name=bank" } ] }
            """;

        var shown = (await host.PostAsync("/flow/explain.json", Pay)).IsOk();

        Assert.Equal("test:pay", shown["flow"].AsString());
        Assert.Equal("charge", Assert.Single(shown["groups"][0]["tasks"].Items)["name"].AsString());
        (await host.GetAsync("/flow/descriptor.json?descriptor_id=test:pay")).IsProblem(404, FlowErrorCodes.UnknownDescriptor);
    }

    [Fact]
    public async Task Explain_IsDrawnAndWritten()
    {
        await using var host = await FilmAsync();
        var flow = FlowYaml.Load(Film);
        var explanation = host.Engine.Flows.Explain("media:film");

        async Task<FlowValue> Drawn(string format) => (await host.GetAsync($"/flow/explain.json?descriptor_id=media:film&format={format}")).IsOk();
        Assert.Equal(FlowValue.Object(("format", "text"), ("drawing", explanation.ToString())), await Drawn("text"));
        Assert.Equal(FlowValue.Object(("format", "mermaid"), ("drawing", FlowDrawing.Mermaid(flow, explanation))), await Drawn("Mermaid"));
        Assert.Equal(FlowValue.Object(("format", "dot"), ("drawing", FlowDrawing.Dot(flow, explanation))), await Drawn("dot"));
        Assert.Equal(FlowValue.Object(("format", "svg"), ("drawing", FlowDrawing.Svg(flow, explanation))), await Drawn("svg"));
        Assert.Equal(await Drawn("json"), (await host.GetAsync("/flow/explain.json?descriptor_id=media:film")).IsOk());
    }

    [Fact]
    public async Task Explain_IsAsDescribed()
    {
        await using var host = await FilmAsync();
        var described = await ApiDescription.OfAsync(host);

        foreach (var query in new[] { "", "&targets=rating&force=1", "&format=svg", "&context=%7B%22kind%22%3A%22book%22%7D" })
        {
            Assert.Null(described.FaultIn("GET", "/explain.json", await host.GetAsync($"/flow/explain.json?descriptor_id=media:film{query}")));
            Assert.Null(described.FaultIn("POST", "/explain.json", await host.PostAsync($"/flow/explain.json?{query}", Nested, "text/yaml")));
        }
    }

    [Fact]
    public async Task Explain_WhatCannotBeExplained_IsRefused()
    {
        await using var host = await FilmAsync();

        (await host.GetAsync("/flow/explain.json")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.GetAsync("/flow/explain.json?descriptor_id=media:none")).IsProblem(404, FlowErrorCodes.UnknownFlow);
        (await host.GetAsync("/flow/explain.json?descriptor_id=media:film&format=png")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.GetAsync("/flow/explain.json?descriptor_id=media:film&force=perhaps")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.GetAsync("/flow/explain.json?descriptor_id=media:film&targets=none")).IsProblem(400, FlowErrorCodes.UnknownTarget);
        (await host.GetAsync("/flow/explain.json?descriptor_id=media:film&targets=a,,b")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.GetAsync("/flow/explain.json?descriptor_id=media:film&context=%7B")).IsProblem(400, FlowErrorCodes.BodyInvalid);
        (await host.GetAsync("/flow/explain.json?descriptor_id=media:film&context=%5B%5D")).IsProblem(400, FlowErrorCodes.BodyInvalid);
        (await host.GetAsync("/flow/explain.json?descriptor_id=media:film&context=%7B%7D")).IsProblem(400, FlowErrorCodes.InputRefused);
        (await host.PostAsync("/flow/explain.json?descriptor_id=media:film", """{"kind":1}""")).IsProblem(400, FlowErrorCodes.InputRefused);
        (await host.PostAsync("/flow/explain.json?descriptor_id=media:film", "[]")).IsProblem(400, FlowErrorCodes.BodyInvalid);
        (await host.PostAsync("/flow/explain.json?descriptor_id=media:film", "{}", "text/plain")).IsProblem(415, FlowErrorCodes.ContentTypeRefused);
        (await host.PostAsync("/flow/explain.json?descriptor_id=media:film&context=%7B%7D", "{}")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.PostAsync("/flow/explain.json", string.Empty)).IsProblem(400, FlowErrorCodes.EmptyText);
        (await host.PostAsync("/flow/explain.json", "workspace: a\ndagName: b\ntype: resource\nresources: [ { name: x, resourceName: 'http://x.example' } ]"))
            .IsProblem(400, FlowErrorCodes.BodyInvalid);
        var faults = (await host.PostAsync("/flow/explain.json", "workspace: a\ndagName: b\ntasks: [ { name: c, category: pass, next: [d, e] } ]"))
            .IsProblem(400, "FLOW2104");
        Assert.Equal(2, faults["diagnostics"].Count);
    }

    private const string Nested = """
        workspace: media
        dagName: nested
        output: { rating: $.context.rating }
        tasks:
          - name: each
            category: foreach
            inputMappings: [{ source: "[1,2]", target: $.input.c }]
            iterationMapping: { collection: $.input.c, item: i }
            tasks: [ { name: rating, category: pass } ]
          - name: pick
            category: choice
            inputMappings: [{ source: $.context.kind, target: $.input.kind }]
            choices:
              - { condition: "$.input.[?(@.kind == 'book')]", tasks: [ { name: in, category: pass, outputMappings: [{ source: 1, target: $.context.rating }] } ] }
            outputMappings: [{ source: $.output, target: $.context.rating }]
          - name: route
            category: switch
            switches: [ { condition: "$.input.a", next: end }, { condition: default, next: other } ]
          - { name: end, category: pass }
          - { name: other, category: suspense, conditions: [$.input.x], interruptions: [$.input.y] }
        """;

    private static Task<FlowHost> FilmAsync() => FlowHost.StartAsync(flows => flows
        .AddFlowYaml(Film)
        .AddFunction("rate", _ => FlowValue.EmptyObject));

    private static FlowValue Bare(FlowValue value) => value.Kind switch
    {
        FlowValueKind.Object => FlowValue.Object(value.Members.Where(one => one.Value.Kind != FlowValueKind.Null)
            .Select(one => KeyValuePair.Create(one.Key, Bare(one.Value)))),
        FlowValueKind.Array => FlowValue.Array(value.Items.Select(Bare)),
        _ => value,
    };
}
