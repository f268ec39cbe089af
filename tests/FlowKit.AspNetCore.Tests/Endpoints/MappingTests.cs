using System.Text.RegularExpressions;
using FlowKit.AspNetCore.Endpoints;
using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Errors;
using FlowKit.Values;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.AspNetCore.Tests.Endpoints;

/// <summary>How the API stands in its host, and how it is described.</summary>
public sealed partial class MappingTests
{
    [Fact]
    public async Task Authorization_IsTheHosts_AndTheCallbackIsAGroupOfItsOwn()
    {
        ICollection<EndpointDataSource>? sources = null;
        await using var host = await FlowHost.StartAsync(
            flows => flows.AddFlowYaml(Flows.Approval),
            app =>
            {
                app.MapFlowEngine().RequireAuthorization("operators");
                sources = ((IEndpointRouteBuilder)app).DataSources;
            });

        var open = sources!.SelectMany(one => one.Endpoints).OfType<RouteEndpoint>().Where(one => one.Metadata.GetMetadata<IAuthorizeData>() is null);

        Assert.Equal("/flow/trigger.json", Assert.Single(open).RoutePattern.RawText);
    }

    [Fact]
    public async Task Callbacks_MayBeGivenRulesOfTheirOwn()
    {
        ICollection<EndpointDataSource>? sources = null;
        await using var host = await FlowHost.StartAsync(
            flows => flows.AddFlowYaml(Flows.Approval),
            app =>
            {
                app.MapFlowEngine().Callbacks.WithMetadata("mine");
                sources = ((IEndpointRouteBuilder)app).DataSources;
            });

        var marked = sources!.SelectMany(one => one.Endpoints).OfType<RouteEndpoint>().Where(one => one.Metadata.GetMetadata<string>() == "mine");

        Assert.Equal("/flow/trigger.json", Assert.Single(marked).RoutePattern.RawText);
    }

    [Fact]
    public async Task Prefix_IsKnownToTheCallbackAddressesToo()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(
            flows => flows.AddFlowYaml(Flows.Asynchronous(executor.Url)), app => app.MapFlowEngine("/engine/v1/"));
        var run = await host.Engine.StartAsync("test:later");
        var url = (await executor.NextAsync()).CallbackUrl;

        Assert.StartsWith($"{host.Url}/engine/v1/trigger.json?", url, StringComparison.Ordinal);
        (await host.PostAsync(url, "{}")).IsOk();
        Assert.True((await run.Completion).Succeeded);
        Assert.Equal("/engine/v1", (await host.GetAsync("/engine/v1/openapi.json")).IsOk()["servers"][0]["url"].AsString());
    }

    [Fact]
    public async Task Address_ThatTheHostNames_WinsOverTheOneItListensAt()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows
            .AddFlowYaml(Flows.Asynchronous(executor.Url))
            .Configure(options => options with { ServerUrl = new("https://flows.example/behind/a/proxy/") }));
        await host.Engine.StartAsync("test:later");

        Assert.StartsWith(
            "https://flows.example/behind/a/proxy/flow/trigger.json?", (await executor.NextAsync()).CallbackUrl, StringComparison.Ordinal);
    }

    [Fact]
    public void Engine_ThatIsMissing_OrRunsWithAnotherPrefix_IsTold()
    {
        var without = WebApplication.CreateSlimBuilder().Build();
        Assert.Throws<InvalidOperationException>(() => without.MapFlowEngine());

        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddFlowEngine(flows => flows.AddFlowYaml(Flows.Approval));
        var app = builder.Build();
        Assert.Throws<ArgumentException>(() => app.MapFlowEngine("flow"));
        app.Services.GetRequiredService<IFlowEngine>();
        Assert.Throws<InvalidOperationException>(() => app.MapFlowEngine("/other"));
        app.MapFlowEngine("/flow");
    }

    [Fact]
    public async Task Fault_NobodyForesaw_IsLogged_AndToldToNobodyOutside()
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval), app =>
        {
            app.Use((http, next) =>
            {
                http.Request.Body = new BrokenStream();
                return next(http);
            });
            app.MapFlowEngine();
        });

        var problem = (await host.PostAsync("/flow/submit.json?descriptor_id=test:approval&token=t-1", "{}")).IsProblem(500, FlowErrorCodes.HostFault);

        Assert.DoesNotContain("broken", problem.ToJson(), StringComparison.Ordinal);
        var line = Assert.Single(host.Logs.Lines, line => line.StartsWith("1301 ", StringComparison.Ordinal));
        Assert.Contains("POST /flow/submit.json", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_DescribesEveryEndpoint_AndNothingElse()
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));

        var document = (await host.GetAsync("/flow/openapi.json")).IsOk();

        var described = document["paths"].Members.SelectMany(path => path.Value.Members.Select(
            operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        var mapped = EndpointTable.All.SelectMany(one => one.Methods.Select(method => $"{method} {one.Path}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.Equal("/flow", document["servers"][0]["url"].AsString());
        var operations = document["paths"].Members.SelectMany(path => path.Value.Members).Select(one => one.Value).ToArray();
        Assert.Equal(operations.Length, operations.Select(one => one["operationId"].AsString()).Distinct().Count());
        Assert.All(References(document), reference => Assert.False(
            At(document, reference).IsMissing, $"{reference} leads nowhere."));
    }

    [Fact]
    public async Task OpenApi_NamesEveryParameterThatIsRead()
    {
        var folder = Path.Combine(Repository.Path, "src", "FlowKit.AspNetCore", "Endpoints");
        var read = Directory.GetFiles(folder, "*.cs").SelectMany(file => Parameter().Matches(File.ReadAllText(file)))
            .Select(found => found.Groups[1].Value).ToHashSet();
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));
        var document = (await host.GetAsync("/flow/openapi.json")).IsOk();

        var named = document["paths"].Members.SelectMany(path => path.Value.Members).SelectMany(one => one.Value["parameters"].Items)
            .Select(one => one["$ref"].AsString() is { } reference ? At(document, reference) : one)
            .Select(one => one["name"].AsString()!).ToHashSet();

        Assert.Equal(read.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> References(FlowValue value) => value.Kind == FlowValueKind.Array
        ? value.Items.SelectMany(References)
        : value.Members.SelectMany(member => member.Key == "$ref" ? [member.Value.AsString()!] : References(member.Value));

    private static FlowValue At(FlowValue document, string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (at, name) => at[name]);

    [GeneratedRegex("""(?:Find|Need|List|Flag|Number|Object|Text|Time)\("([a-z_]+)"[,)]""")]
    private static partial Regex Parameter();

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("broken");
    }
}
