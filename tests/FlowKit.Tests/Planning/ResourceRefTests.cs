using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Tests.Planning;

/// <summary>Addresses that stand for entries of documents of type <c>resource</c>.</summary>
public sealed class ResourceRefTests
{
    private const string Shared = """
        workspace: house
        dagName: addresses
        type: resource
        commonMapping:
          caller: [{ source: $.context.who, target: $.input.caller }]
        resources:
          - name: echo
            resourceName: function://echo
            parameters: { volume: 3, tone: low }
            inputMappings: [{ reference: caller }, { source: house, target: $.input.place }]
          - { name: loud, resourceName: resource://echo, parameters: { volume: 9 } }
          - { name: with space, resourceName: function://echo }
        """;

    [Theory]
    [InlineData("resourceRef://house:addresses?name=echo", """{"caller":"Ada","place":"here","volume":3,"tone":"high"}""")]
    [InlineData("resourceref://house:addresses:release?x=1&name=loud", """{"caller":"Ada","place":"here","volume":9,"tone":"high"}""")]
    [InlineData("resource://mine", """{"caller":"Ada","place":"here","volume":9,"tone":"high"}""")]
    [InlineData("resourceRef://house:addresses?name=with%20space", """{"place":"here","tone":"high"}""")]
    public async Task Entry_OfAnotherDocument_GivesAddressMappingsAndParameters(string address, string input)
    {
        await using var engine = Engine(Shared, Calling(address));

        var result = await engine.RunAsync("test:one", FlowValue.Object(("who", "Ada")));

        Assert.Equal(FlowValue.Parse(input), result.Context["out"]);
    }

    [Fact]
    public async Task Documents_AddedTogether_MayStandInAnyOrder()
    {
        await using var engine = Engine(
            Calling("resourceRef://house:more?name=a"),
            Document("more", "{ name: a, resourceName: 'resourceRef://house:addresses?name=echo' }"),
            Shared);

        Assert.True((await engine.RunAsync("test:one")).Succeeded);
    }

    [Fact]
    public async Task Protocol_BesideTheName_MakesAReferenceToo()
    {
        await using var engine = Engine(Shared, """
            workspace: test
            dagName: one
            tasks: [{ name: call, category: function, resourceProtocol: resourceRef, resourceName: 'house:addresses?name=echo' }]
            """);

        Assert.True((await engine.RunAsync("test:one")).Succeeded);
    }

    [Fact]
    public async Task Alias_OfADocument_IsAnotherDocument()
    {
        await using var engine = Engine(Shared, Shared.Replace("type: resource", "type: resource\nalias: beta", StringComparison.Ordinal)
            .Replace("tone: low", "tone: beta", StringComparison.Ordinal));
        engine.Flows.Add(FlowYaml.Load(Calling("resourceRef://house:addresses:beta?name=echo", parameters: "{}")));

        Assert.Equal("beta", (await engine.RunAsync("test:one")).Context["out"]["tone"].AsString());
    }

    [Fact]
    public async Task Document_AddedAtRunTime_CountsForFlowsAddedFromThenOn()
    {
        await using var engine = Engine(Shared);
        engine.Flows.Add(FlowYaml.Load(Calling("resourceRef://house:addresses?name=echo", parameters: "{}")));
        engine.Flows.Add(FlowYaml.Load(Shared.Replace("tone: low", "tone: new", StringComparison.Ordinal)));
        engine.Flows.Add(FlowYaml.Load(Calling("resourceRef://house:addresses?name=echo", "two", parameters: "{}")));

        Assert.Equal("low", (await engine.RunAsync("test:one")).Context["out"]["tone"].AsString());
        Assert.Equal("new", (await engine.RunAsync("test:two")).Context["out"]["tone"].AsString());
    }

    [Theory]
    [InlineData("resourceRef://house:adresses?name=echo", FlowErrorCodes.ResourceDocumentUnknown, "did you mean 'house:addresses'?")]
    [InlineData("resourceRef://other:thing?name=echo", FlowErrorCodes.ResourceDocumentUnknown, "add it before the flows that use it")]
    [InlineData("resourceRef://house:addresses:beta?name=echo", FlowErrorCodes.ResourceDocumentUnknown, null)]
    [InlineData("resourceRef://test:one?name=mine", FlowErrorCodes.ResourceDocumentUnknown, null)]
    [InlineData("resourceRef://house:addresses?name=ecco", FlowErrorCodes.ResourceUnknown, "did you mean 'echo'?")]
    [InlineData("resourceRef://house:addresses?name=nothingLikeIt", FlowErrorCodes.ResourceUnknown, "name one of its 'resources'")]
    [InlineData("resourceRef://house:addresses", FlowErrorCodes.ResourceRefInvalid, "write resourceRef://workspace:dagName?name=resource")]
    [InlineData("resourceRef://house:addresses?name=", FlowErrorCodes.ResourceRefInvalid, null)]
    [InlineData("resourceRef://addresses?name=echo", FlowErrorCodes.ResourceRefInvalid, null)]
    [InlineData("resourceRef://a:b:c:d?name=echo", FlowErrorCodes.ResourceRefInvalid, null)]
    [InlineData("resourceRef://?name=echo", FlowErrorCodes.ResourceRefInvalid, null)]
    public void Address_ThatLeadsNowhere_IsToldWithItsPlaceAndACure(string address, string code, string? hint)
    {
        var marked = Marked.Read(Calling($"«'{address}'"));

        var fault = Assert.Single(Refused(Shared, marked.Text));

        Assert.Equal((code, "call"), (fault.Code, fault.Task));
        Assert.Equal(marked.Places.Single(), (fault.Place.Line, fault.Place.Column));
        Assert.Equal(hint ?? fault.Hint, fault.Hint);
        Assert.NotNull(fault.Hint);
    }

    [Fact]
    public void ResourceProtocol_Alone_IsNoAddress()
    {
        var faults = Refused("workspace: w\ndagName: d\ntasks:\n- { name: a, category: function, resourceProtocol: resource }\n- { name: b, category: function, resourceProtocol: resourceRef }\n");

        Assert.Equal([FlowErrorCodes.ResourceUnknown, FlowErrorCodes.ResourceRefInvalid], faults.Select(fault => fault.Code));
    }

    [Fact]
    public void Documents_ThatStandForEachOther_AreToldInEach()
    {
        var faults = Refused(
            Document("a", "{ name: x, resourceName: 'resourceRef://house:b?name=y' }"),
            Document("b", "{ name: y, resourceName: 'resource://z' }, { name: z, resourceName: 'resourceRef://house:a?name=x' }"),
            Calling("resourceRef://house:a?name=x"));

        Assert.All(faults, fault => Assert.Equal((FlowErrorCodes.ResourceLoop, true), (fault.Code, fault.Place.Line > 0)));
        Assert.Equal(2, faults.Count);
        Assert.Contains("x -> house:b?name=y -> house:b?name=z -> x", faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_ThatStandsForItself_IsALoop() => Assert.Equal(
        FlowErrorCodes.ResourceLoop,
        Assert.Single(Refused(Document("a", "{ name: x, resourceName: 'resourceRef://house:a?name=x' }"))).Code);

    [Fact]
    public async Task Document_ThatWouldCloseALoop_IsRefusedAndTheOldOneStays()
    {
        await using var engine = Engine(
            Document("a", "{ name: x, resourceName: function://echo }"), Document("b", "{ name: y, resourceName: 'resourceRef://house:a?name=x' }"));

        var refused = Assert.Throws<FlowRefusedException>(
            () => engine.Flows.Add(FlowYaml.Load(Document("a", "{ name: x, resourceName: 'resourceRef://house:b?name=y' }"))));
        engine.Flows.Add(FlowYaml.Load(Calling("resourceRef://house:b?name=y")));

        Assert.Equal(FlowErrorCodes.ResourceLoop, Assert.Single(refused.Diagnostics).Code);
        Assert.True((await engine.RunAsync("test:one")).Succeeded);
    }

    [Fact]
    public async Task Document_ThatLostWhatAnotherStandsFor_IsToldToFlowsAddedFromThenOn()
    {
        await using var engine = Engine(
            Document("a", "{ name: x, resourceName: function://echo }"),
            Document("b", "{ name: y, resourceName: 'resourceRef://house:a?name=x' }"),
            Calling("resourceRef://house:b?name=y"));
        engine.Flows.Add(FlowYaml.Load(Document("a", "{ name: other, resourceName: function://echo }")));

        var refused = Assert.Throws<FlowRefusedException>(() => engine.Flows.Add(FlowYaml.Load(Calling("resourceRef://house:b?name=y", "two"))));

        Assert.Equal(FlowErrorCodes.ResourceUnknown, Assert.Single(refused.Diagnostics).Code);
        Assert.True((await engine.RunAsync("test:one")).Succeeded);
    }

    [Fact]
    public void Reference_InATextReadAlone_IsTakenAsRight() =>
        Assert.Empty(FlowYaml.Check(Calling("resourceRef://not:here?name=x")).Diagnostics);

    private static FlowEngine Engine(params string[] texts)
    {
        var builder = new FlowEngineBuilder().AddFunction("echo", input => input);
        return texts.Aggregate(builder, (one, text) => one.AddFlowYaml(text)).Build();
    }

    private static IReadOnlyList<Diagnostic> Refused(params string[] texts) =>
        Assert.Throws<FlowRefusedException>(() => Engine(texts)).Diagnostics;

    private static string Document(string name, string resources) =>
        $"workspace: house\ndagName: {name}\ntype: resource\nresources: [{resources}]\n";

    private static string Calling(string address, string name = "one", string parameters = "{ tone: high }") => $$"""
        workspace: test
        dagName: {{name}}
        resources: [{ name: mine, resourceName: '{{(address == "resource://mine" ? "resourceRef://house:addresses?name=loud" : "function://echo")}}' }]
        tasks:
          - name: call
            category: function
            resourceName: {{address}}
            parameters: {{parameters}}
            inputMappings: [{ source: here, target: $.input.place }]
            outputMappings: [{ source: $.output, target: $.context.out }]
        """;
}
