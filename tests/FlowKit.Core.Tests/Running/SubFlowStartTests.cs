using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running;

/// <summary>A store that cannot keep the start of a sub-flow is no failure of the task that calls it.</summary>
public class SubFlowStartTests
{
    private const string Outer = """
        workspace: starts
        dagName: outer
        tasks:
          - { name: call, category: function, pattern: flow_sync, resourceName: "rillflow://starts:inner" }
        """;

    private const string Inner = """
        workspace: starts
        dagName: inner
        tasks:
          - { name: a, category: pass }
        """;

    [Theory]
    [InlineData(FlowErrorCodes.StoreFull)]
    [InlineData(FlowErrorCodes.StoreUnreachable)]
    [InlineData(FlowErrorCodes.SaveFailed)]
    public async Task A_sub_flow_starts_when_the_store_takes_it(string code)
    {
        var store = new RefusingStore(code) { Refusals = 2 };
        await using var engine = Engine(store);

        var result = await engine.RunAsync("starts:outer").AsTask().WaitAsync(Storm.Patience);

        Assert.Equal((ExecutionStatus.Succeed, 0), (result.Status, store.Refusals));
    }

    [Fact]
    public async Task An_engine_that_stops_meanwhile_leaves_it_to_the_next_one()
    {
        var store = new RefusingStore(FlowErrorCodes.StoreFull) { Refusals = int.MaxValue };
        await using (var engine = Engine(store))
        {
            await engine.StartAsync("starts:outer", options: new() { ExecutionId = "mine" });
            await store.Refused.Task.WaitAsync(Storm.Patience);
        }

        store.Refusals = 0;
        await using var next = Engine(store);
        await next.RecoverAsync();

        Assert.Equal(ExecutionStatus.Succeed, (await next.WaitAsync("mine").AsTask().WaitAsync(Storm.Patience)).Status);
    }

    [Fact]
    public async Task A_fault_that_does_not_pass_fails_the_task()
    {
        await using var engine = Engine(new RefusingStore(FlowErrorCodes.DamagedState) { Refusals = int.MaxValue });

        var result = await engine.RunAsync("starts:outer").AsTask().WaitAsync(Storm.Patience);

        Assert.Equal((ExecutionStatus.Failed, FlowErrorCodes.DamagedState), (result.Status, result.Failure?.Code));
    }

    [Fact]
    public async Task An_execution_that_ends_before_the_start_of_its_sub_flow_has_come_back_is_not_left_open()
    {
        var store = new RefusingStore(FlowErrorCodes.StoreFull);
        var builder = new FlowEngineBuilder().AddFlow(FlowYaml.Load(Outer)).AddFlow(FlowYaml.Load(Inner)).UseStore(store);
        var slow = new ReturningLate(builder.SubFlows);
        await using (var engine = builder.AddDispatcher("rillflow", slow).Build())
        {
            var result = await engine.RunAsync("starts:outer").AsTask().WaitAsync(Storm.Patience);
            Assert.Equal(ExecutionStatus.Succeed, result.Status);
        }

        slow.MayReturn.SetResult();
        await foreach (var header in store.ListOpenAsync(default))
        {
            Assert.Fail($"{header.ExecutionId} is open.");
        }
    }

    private static FlowEngine Engine(IStateStore store) =>
        new FlowEngineBuilder().AddFlow(FlowYaml.Load(Outer)).AddFlow(FlowYaml.Load(Inner)).UseStore(store).Build();

    /// <summary>Starts sub-flows, and comes back when it may.</summary>
    private sealed class ReturningLate(IDispatcher inner) : IDispatcher
    {
        public TaskCompletionSource MayReturn { get; } = new();

        public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            var outcome = await inner.DispatchAsync(request, cancellationToken);
            await MayReturn.Task;
            return outcome;
        }
    }

    /// <summary>Refuses to keep the starts of sub-flows a number of times.</summary>
    private sealed class RefusingStore(string code) : PassingStore
    {
        public int Refusals { get; set; }

        public TaskCompletionSource Refused { get; } = new();

        public override ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
        {
            if (save.Header!.Flow == "starts:inner" && Refusals > 0)
            {
                Refusals--;
                Refused.TrySetResult();
                throw new FlowException(code, "There is no room.");
            }

            return base.TryCreateAsync(save, cancellationToken);
        }
    }
}
