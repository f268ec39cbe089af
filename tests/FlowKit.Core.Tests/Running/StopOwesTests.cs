using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running;

/// <summary>What a turn owes that is saved while its engine stops is done by the next one: the header says so, whatever is saved after it.</summary>
public class StopOwesTests
{
    private const string Flow = """
        workspace: stops
        dagName: owes
        tasks:
          - { name: a, category: function, resourceName: "test://a", pattern: task_async, next: c }
          - { name: b, category: function, resourceName: "test://b", pattern: task_async }
          - { name: c, category: function, resourceName: "test://c", pattern: task_async }
        """;

    [Fact]
    public async Task A_dispatch_that_a_stop_leaves_out_is_owed_in_the_header()
    {
        var store = new HeldStore();
        var engine = new FlowEngineBuilder().AddDispatcher("test", new Accepting()).AddFlow(FlowYaml.Load(Flow)).UseStore(store).Build();
        await engine.StartAsync("stops:owes", options: new() { ExecutionId = "mine" });
        await store.Quiet.Task.WaitAsync(Storm.Patience);
        store.Holds = true;
        var one = engine.CompleteTaskAsync("mine", new("a", CallbackStatus.Success)).AsTask();
        await store.Held.Task.WaitAsync(Storm.Patience);
        var two = engine.CompleteTaskAsync("mine", new("b", CallbackStatus.Success)).AsTask();
        var stopping = engine.StopAsync().AsTask();
        store.Open.SetResult();
        await Task.WhenAll(one, two, stopping).WaitAsync(Storm.Patience);

        Assert.True((await store.LoadAsync("mine", default))!.Header.NeedsOwner);
    }

    private sealed class Accepting : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) => new(DispatchOutcome.Accepted);
    }

    private sealed class HeldStore : PassingStore
    {
        /// <summary>The acceptances are on record.</summary>
        public TaskCompletionSource Quiet { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Holds { get; set; }

        public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
        {
            if (Holds)
            {
                Held.TrySetResult();
                await Open.Task;
            }

            var saved = await base.TrySaveAsync(save, cancellationToken);
            Quiet.TrySetResult();
            return saved;
        }
    }
}
