using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Running;

/// <summary>An engine that stops while its store fails leaves the store alone from then on, and the next engine goes on.</summary>
public class StopWhileSetBackTests
{
    private const string Flow = """
        workspace: stops
        dagName: one
        tasks:
          - { name: a, category: function, resourceName: "test://a", pattern: task_async }
        """;

    [Fact]
    public async Task A_turn_that_waits_for_its_store_is_given_up_and_whoever_waits_for_it_is_told()
    {
        var store = new FailingStore();
        var time = new VirtualTime();
        var engine = new FlowEngineBuilder().AddDispatcher("test", new Accepting()).AddFlow(FlowYaml.Load(Flow))
            .UseStore(store).UseTime(time).Build();
        await engine.StartAsync("stops:one", options: new() { ExecutionId = "mine" });
        await store.Quiet.WaitAsync(Storm.Patience);
        store.Fails = true;
        var failed = await Assert.ThrowsAsync<FlowException>(async () => await engine.PauseAsync("mine"));
        var waits = engine.PauseAsync("mine").AsTask();
        await engine.StopAsync().AsTask().WaitAsync(Storm.Patience);
        var calls = store.Calls;

        time.Advance(TimeSpan.FromMinutes(1));
        var refused = await Assert.ThrowsAsync<FlowException>(() => waits.WaitAsync(Storm.Patience));

        Assert.Equal((FlowErrorCodes.StoreFull, FlowErrorCodes.EngineStopping, calls), (failed.Code, refused.Code, store.Calls));
        store.Fails = false;
        var next = new FlowEngineBuilder().AddDispatcher("test", new Accepting()).AddFlow(FlowYaml.Load(Flow)).UseStore(store).Build();
        await next.RecoverAsync();
        await next.CompleteTaskAsync("mine", new("a", CallbackStatus.Success));
        Assert.Equal(ExecutionStatus.Succeed, (await next.WaitAsync("mine").AsTask().WaitAsync(Storm.Patience)).Status);
    }

    private sealed class Accepting : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) => new(DispatchOutcome.Accepted);
    }

    private sealed class FailingStore : PassingStore
    {
        private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _calls;

        public bool Fails { get; set; }

        public int Calls => _calls;

        /// <summary>The acceptance of the attempt is on record.</summary>
        public Task Quiet => _quiet.Task;

        public override async ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
        {
            Fail();
            var saved = await base.TrySaveAsync(save, cancellationToken);
            _quiet.TrySetResult();
            return saved;
        }

        public override ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken)
        {
            Fail();
            return base.LoadAsync(executionId, cancellationToken);
        }

        private void Fail()
        {
            Interlocked.Increment(ref _calls);
            if (Fails)
            {
                throw new FlowException(FlowErrorCodes.StoreFull, "There is no room.");
            }
        }
    }
}
