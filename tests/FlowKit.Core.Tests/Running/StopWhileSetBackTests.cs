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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_waits_for_a_save_without_an_answer_when_the_engine_stops_is_told_that_it_may_be_on_record(bool isStart)
    {
        var store = new FailingStore();
        var engine = new FlowEngineBuilder().AddDispatcher("test", new Accepting()).AddFlow(FlowYaml.Load(Flow)).UseStore(store).Build();
        await engine.StartAsync("stops:one", options: new() { ExecutionId = "mine" });
        await store.Quiet.WaitAsync(Storm.Patience);
        store.Held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = isStart
            ? engine.StartAsync("stops:one", options: new() { ExecutionId = "other" }).AsTask()
            : engine.PauseAsync("mine").AsTask();
        await store.Holding.WaitAsync(Storm.Patience);
        var stopping = engine.StopAsync().AsTask();
        store.Held.SetException(new FlowException(FlowErrorCodes.StoreUnreachable, "The connection is gone."));

        var told = await Assert.ThrowsAsync<FlowException>(() => asked.WaitAsync(Storm.Patience));
        Assert.Equal(FlowErrorCodes.AnswerLost, told.Code);
        Assert.Contains(isStart ? "'other'" : "'mine'", told.Message, StringComparison.Ordinal);
        await stopping.WaitAsync(Storm.Patience);
    }

    private sealed class Accepting : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) => new(DispatchOutcome.Accepted);
    }

    private sealed class FailingStore : PassingStore
    {
        private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _calls;

        private readonly TaskCompletionSource _holding = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Fails { get; set; }

        /// <summary>Saves are kept, and answered when this is.</summary>
        public TaskCompletionSource? Held { get; set; }

        /// <summary>A save waits for its answer.</summary>
        public Task Holding => _holding.Task;

        public int Calls => _calls;

        /// <summary>The acceptance of the attempt is on record.</summary>
        public Task Quiet => _quiet.Task;

        public override async ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
        {
            Fail();
            var saved = await base.TrySaveAsync(save, cancellationToken);
            _quiet.TrySetResult();
            await HoldAsync();
            return saved;
        }

        public override async ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
        {
            var saved = await base.TryCreateAsync(save, cancellationToken);
            await HoldAsync();
            return saved;
        }

        public override ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken)
        {
            Fail();
            return base.LoadAsync(executionId, cancellationToken);
        }

        private async Task HoldAsync()
        {
            if (Held is { } held)
            {
                _holding.TrySetResult();
                await held.Task;
            }
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
