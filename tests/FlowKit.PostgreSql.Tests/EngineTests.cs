using FlowKit.Executions;
using FlowKit.Hosting;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.PostgreSql.Tests;

/// <summary>Engines on one database: calls arrive anywhere, and what one leaves behind the others go on with.</summary>
[Collection(OneCluster.Name)]
public sealed class EngineTests(Cluster cluster)
{
    private const int Executions = 20;

    private const string Flow = """
        workspace: shop
        dagName: order
        tasks:
          - name: wait
            category: suspense
            inputMappings: [{ source: $.context.word, target: $.input.word }]
            outputMappings: [{ source: $.output.word, target: $.context.word }]
            conditions: [$.input.word]
            next: after
          - { name: after, category: function, resourceName: "function://after" }
        """;

    private static readonly FlowValue Word = FlowValue.Parse("""{ "word": "go" }""");
    private readonly Place _place = new(cluster);

    [PostgreSqlFact]
    public async Task Any_engine_takes_calls_and_tells_of_ends()
    {
        await using var one = await EngineAsync("one");
        await using var two = await EngineAsync("two");
        await StartAsync(one);
        var ends = Ids.Select(id => two.WaitAsync(id).AsTask()).ToList();
        await Task.WhenAll(Ids.Select((id, i) => (i % 2 == 0 ? one : two).WakeAsync(id, "wait", Word).AsTask()));
        Assert.All(await Task.WhenAll(ends), result => Assert.Equal(ExecutionStatus.Succeed, result.Status));
    }

    [PostgreSqlFact]
    public async Task What_an_engine_that_stops_leaves_the_others_go_on_with_at_once()
    {
        await using var two = await EngineAsync("two");
        await using (var one = await EngineAsync("one"))
        {
            await StartAsync(one);
            await one.StopAsync();
        }

        await EndAsync(two);
    }

    [PostgreSqlFact]
    public async Task What_an_engine_that_is_cut_off_had_the_others_take_over()
    {
        var wire = new Wire(cluster);
        await using var one = await EngineAsync("one", wire.Address);
        await using var two = await EngineAsync("two");
        await StartAsync(one);
        await wire.DisposeAsync();
        await _place.PassAsync(FlowEngineOptions.DefaultLease * 2);
        await EndAsync(two);
    }

    [PostgreSqlFact]
    public async Task UsePostgreSql_InAContainer_GivesTheStoreAndALease()
    {
        var services = new ServiceCollection();
        services.AddFlowEngine(flows => flows
            .AddFlow(FlowYaml.Load(Flow))
            .AddFunction("after", input => input)
            .UsePostgreSql(cluster.Address, new() { Schema = _place.Schema }));
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<FlowEngine>();
        await engine.RecoverAsync();
        await StartAsync(engine);
        Assert.Equal(
            FlowEngineOptions.DefaultLease.TotalSeconds,
            await cluster.ValueAsync<double>($"SELECT EXTRACT(EPOCH FROM lease)::float8 FROM {_place.At}.sessions"));
        await EndAsync(engine);
        Assert.InRange(provider.GetRequiredService<PostgreSqlStateStore>().Counts.Saves, Executions * 3, Executions * 10);
    }

    [Fact]
    public void UsePostgreSql_WrongAddress_IsToldAtOnce()
    {
        Assert.Throws<ArgumentException>(() => new FlowEngineBuilder().UsePostgreSql("flows.db"));
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddFlowEngine(flows => flows.UsePostgreSql("flows.db")));
    }

    private static IEnumerable<string> Ids => Enumerable.Range(0, Executions).Select(i => $"e{i}");

    private async Task<FlowEngine> EngineAsync(string name, string? address = null)
    {
        var engine = new FlowEngineBuilder { Options = new() { EngineName = name } }
            .AddFlow(FlowYaml.Load(Flow))
            .AddFunction("after", input => input)
            .UsePostgreSql(address ?? cluster.Address, new() { Schema = _place.Schema, Patience = TimeSpan.FromSeconds(1) })
            .Build();
        await engine.RecoverAsync();
        return engine;
    }

    private static Task<FlowExecution[]> StartAsync(FlowEngine engine) =>
        Task.WhenAll(Ids.Select(id => engine.StartAsync("shop:order", default, new() { ExecutionId = id }).AsTask()));

    private static async Task EndAsync(FlowEngine engine)
    {
        await Task.WhenAll(Ids.Select(id => engine.WakeAsync(id, "wait", Word).AsTask()));
        var ends = await Task.WhenAll(Ids.Select(id => engine.WaitAsync(id).AsTask()));
        Assert.All(ends, result => Assert.Equal(ExecutionStatus.Succeed, result.Status));
    }
}
