using System.Text.Json.Serialization;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Hosting;
using FlowKit.Tests.Hosting;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Tests.Functions;

/// <summary>Every form of a function, on both roads: the builder's and the container's.</summary>
public sealed partial class AddFunctionTests
{
    internal sealed record Number(int In);

    internal sealed record Doubled(int Out);

    [JsonSerializable(typeof(Number))]
    [JsonSerializable(typeof(Doubled))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    internal sealed partial class NumberJson : JsonSerializerContext;

    public static TheoryData<string> Forms => new(Engines.Keys);

    private static readonly Dictionary<string, Func<FlowEngineBuilder, FlowEngineBuilder>> Engines = new()
    {
        ["json"] = e => e.AddFunction("f", input => FlowValue.Object(("out", input["in"].AsInt64()!.Value * 2))),
        ["json, async lambda"] = e => e.AddFunction("f", async (FlowValue input, CancellationToken _) =>
        {
            await Task.Yield();
            return FlowValue.Object(("out", input["in"].AsInt64()!.Value * 2));
        }),
        ["json, method group"] = e => e.AddFunction("f", JsonAsync),
        ["json, task"] = e => e.AddFunction("f", async Task<FlowValue> (FlowValue input, CancellationToken ct) => await JsonAsync(input, ct)),
        ["request"] = e => e.AddFunction("f", (DispatchRequest request, CancellationToken _) => new ValueTask<DispatchOutcome>(
            DispatchOutcome.Succeeded(FlowValue.Object(("out", request.Input["in"].AsInt64()!.Value * 2))))),
        ["typed"] = e => e.AddFunction("f", (Number number, CancellationToken _) => new Doubled(number.In * 2)),
        ["typed, async lambda"] = e => e.AddFunction("f", async (Number number, CancellationToken _) =>
        {
            await Task.Yield();
            return new Doubled(number.In * 2);
        }),
        ["typed, task"] = e => e.AddFunction("f", (Number number, CancellationToken _) => Task.FromResult(new Doubled(number.In * 2))),
        ["typed, value task"] = e => e.AddFunction("f", (Number number, CancellationToken _) => new ValueTask<Doubled>(new Doubled(number.In * 2))),
        ["generated"] = e => e.AddFunction(
            "f", (number, _) => new Doubled(number.In * 2), NumberJson.Default.Number, NumberJson.Default.Doubled),
        ["generated, async lambda"] = e => e.AddFunction(
            "f",
            async (number, _) =>
            {
                await Task.Yield();
                return new Doubled(number.In * 2);
            },
            NumberJson.Default.Number,
            NumberJson.Default.Doubled),
    };

    private static readonly Dictionary<string, Action<FlowHostBuilder>> Hosts = new()
    {
        ["json"] = e => e.AddFunction("f", input => FlowValue.Object(("out", input["in"].AsInt64()!.Value * 2))),
        ["json, async lambda"] = e => e.AddFunction("f", async (FlowValue input, CancellationToken _) =>
        {
            await Task.Yield();
            return FlowValue.Object(("out", input["in"].AsInt64()!.Value * 2));
        }),
        ["request"] = e => e.AddFunction("f", (DispatchRequest request, CancellationToken _) => new ValueTask<DispatchOutcome>(
            DispatchOutcome.Succeeded(FlowValue.Object(("out", request.Input["in"].AsInt64()!.Value * 2))))),
        ["typed"] = e => e.AddFunction("f", (Number number, CancellationToken _) => new Doubled(number.In * 2)),
        ["typed, async lambda"] = e => e.AddFunction("f", async (Number number, CancellationToken _) =>
        {
            await Task.Yield();
            return new Doubled(number.In * 2);
        }),
        ["typed, value task"] = e => e.AddFunction("f", (Number number, CancellationToken _) => new ValueTask<Doubled>(new Doubled(number.In * 2))),
        ["generated"] = e => e.AddFunction(
            "f", (number, _) => new Doubled(number.In * 2), NumberJson.Default.Number, NumberJson.Default.Doubled),
        ["generated, value task"] = e => e.AddFunction(
            "f", (number, _) => new ValueTask<Doubled>(new Doubled(number.In * 2)), NumberJson.Default.Number, NumberJson.Default.Doubled),
        ["service, json"] = e => e.AddFunction("f", (Doubler doubler, FlowValue input, CancellationToken _) =>
            new ValueTask<FlowValue>(FlowValue.Object(("out", doubler.Double((int)input["in"].AsInt64()!.Value))))),
        ["service, typed"] = e => e.AddFunction(
            "f", (Doubler doubler, Number number, CancellationToken _) => new Doubled(doubler.Double(number.In))),
        ["service, async lambda"] = e => e.AddFunction("f", async (Doubler doubler, Number number, CancellationToken _) =>
        {
            await Task.Yield();
            return new Doubled(doubler.Double(number.In));
        }),
        ["service, generated"] = e => e.AddFunction(
            "f",
            (Doubler doubler, Number number, CancellationToken _) => new ValueTask<Doubled>(new Doubled(doubler.Double(number.In))),
            NumberJson.Default.Number,
            NumberJson.Default.Doubled),
    };

    public static TheoryData<string> HostForms => new(Hosts.Keys);

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Builder_TakesEveryForm(string form)
    {
        await using var engine = Engines[form](new FlowEngineBuilder()).AddFlowYaml(Flows.Calling("function://f")).Build();

        await AssertDoublesAsync(engine);
    }

    [Theory]
    [MemberData(nameof(HostForms))]
    public async Task Container_TakesEveryForm(string form)
    {
        var services = new ServiceCollection().AddScoped<Doubler>();
        services.AddFlowEngine(flows => Hosts[form](flows.AddFlowYaml(Flows.Calling("function://f"))));
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        await AssertDoublesAsync(provider.GetRequiredService<IFlowEngine>());
    }

    [Fact]
    public async Task Function_WithoutAResult_GivesAnEmptyObject()
    {
        var seen = 0;
        await using var engine = new FlowEngineBuilder()
            .AddFunction("f", async (Number number, CancellationToken _) =>
            {
                await Task.Yield();
                seen = number.In;
            })
            .AddFlowYaml(Flows.Calling("function://f"))
            .Build();

        var result = await engine.RunAsync("test:one", FlowValue.Object(("in", 20)));

        Assert.Equal((20, FlowValue.EmptyObject), (seen, result.Context["out"]));
    }

    [Fact]
    public async Task Function_ThatThrows_FailsTheTaskAndIsRetried()
    {
        var calls = 0;
        await using var engine = new FlowEngineBuilder()
            .AddFunction("f", input => ++calls == 1 ? throw new InvalidOperationException("the first try") : input)
            .AddFlowYaml(Flows.Calling("function://f", more: "retry: { maxRetryTimes: 1 }"))
            .Build();

        Assert.True((await engine.RunAsync("test:one")).Succeeded);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Function_WhoseInputDoesNotFit_IsNotRetried()
    {
        var calls = 0;
        await using var engine = new FlowEngineBuilder()
            .AddFunction("f", (Number number, CancellationToken _) => ++calls)
            .AddFlowYaml(Flows.Calling("function://f", more: "retry: { maxRetryTimes: 5, intervalInSeconds: 3600 }"))
            .Build();

        var result = await engine.RunAsync("test:one", FlowValue.Object(("in", "secret")));

        Assert.Equal((ExecutionStatus.Failed, FlowErrorCodes.FunctionInputUnfit, 0), (result.Status, result.Failure!.Code, calls));
        Assert.Equal("The input of function 'f' does not fit Number: $.in (String) is no Int32.", result.Failure.Message);
    }

    [Fact]
    public async Task Function_OfAnotherName_FailsTheTask()
    {
        await using var engine = new FlowEngineBuilder()
            .AddFunction("g", input => input).AddFlowYaml(Flows.Calling("function://f")).Build();

        Assert.Equal(FlowErrorCodes.UnknownFunction, (await engine.RunAsync("test:one")).Failure!.Code);
    }

    [Fact]
    public void Function_BesideADispatcherOfTheHostsOwn_IsRefused()
    {
        var builder = new FlowEngineBuilder().AddDispatcher("function", new Own());

        Assert.Throws<InvalidOperationException>(() => builder.AddFunction("f", input => input));
    }

    private static ValueTask<FlowValue> JsonAsync(FlowValue input, CancellationToken cancellationToken) =>
        new(FlowValue.Object(("out", input["in"].AsInt64()!.Value * 2)));

    private static async Task AssertDoublesAsync(IFlowEngine engine)
    {
        var result = await engine.RunAsync("test:one", FlowValue.Object(("in", 20)));

        Assert.True(result.Succeeded, result.Failure?.Message);
        Assert.Equal(FlowValue.Parse("""{"out":40}"""), result.Context["out"]);
    }

    internal sealed class Doubler
    {
        public int Double(int number) => number * 2;
    }

    private sealed class Own : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
            new(DispatchOutcome.Succeeded());
    }
}
