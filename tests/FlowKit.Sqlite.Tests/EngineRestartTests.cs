using FlowKit.Callbacks;
using FlowKit.Dispatching;
using FlowKit.Executions;

namespace FlowKit.Sqlite.Tests;

/// <summary>Engines on a file, one after another.</summary>
public sealed class EngineRestartTests : IDisposable
{
    private const string Flow = """
        workspace: shop
        dagName: order
        tasks:
          - { name: pay, category: function, pattern: task_async, resourceName: "test://pay", outputMappings: [{ source: $.output.n, target: $.context.n }] }
        """;

    private readonly StoreFolder _folder = new();

    [Fact]
    public async Task After_a_crash_an_execution_goes_on_where_its_flow_is_not_registered()
    {
        await using var store = _folder.Open();
        var dispatcher = new Accepting();
        var first = new FlowEngineBuilder().AddDispatcher("test", dispatcher).AddFlowYaml(Flow).UseStore(store).Build();
        var id = (await first.StartAsync("shop:order", options: new() { BusinessKey = "7", Creator = "ann" })).Id;
        await dispatcher.Sent.Task.WaitAsync(TimeSpan.FromSeconds(60));

        using var crashed = _folder.AfterCrash();
        await using var second = new FlowEngineBuilder().AddDispatcher("test", new Accepting()).UseSqlite(crashed.ConnectionString).Build();
        await second.RecoverAsync();
        await second.CompleteTaskAsync(id, new("pay", CallbackStatus.Success, Values.FlowValue.Object(("n", 5))));
        var result = await second.WaitAsync(id).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((ExecutionStatus.Succeed, 5), (result.Status, result.Context["n"]));
        Assert.Equal("pay", Assert.Single((await second.GetAsync(id))!.Tasks).Key);
        var header = Assert.Single((await second.ListAsync(new() { BusinessKey = "7", Creator = "ann" })).Executions);
        Assert.Equal((id, ExecutionStatus.Succeed), (header.ExecutionId, header.Status));
        await first.StopAsync();
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Accepting : IDispatcher
    {
        public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            Sent.TrySetResult();
            return new(DispatchOutcome.Accepted);
        }
    }
}
