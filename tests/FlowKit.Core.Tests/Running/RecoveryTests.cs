using System.Runtime.CompilerServices;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Running;

/// <summary>An engine that takes up many executions holds the next times only, and misses none.</summary>
public class RecoveryTests
{
    private const int Many = 20;
    private const int AtOnce = 3;

    private const string Flow = """
        workspace: many
        dagName: waits
        tasks:
          - name: wait
            category: suspense
            conditions: [ "$.input.[?(@.go == true)]" ]
            inputMappings: [ { source: $.context.go, target: $.input.go } ]
            outputMappings: [ { source: $.output.go, target: $.context.go } ]
            timeline: { timeoutInSeconds: 3600 }
        """;

    private readonly VirtualTime _time = new();
    private readonly Pump _pump = new();
    private readonly List<EngineNotice> _notices = [];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Every_time_comes_at_its_minute_though_few_are_held(int together)
    {
        var store = Filled(together);
        _ = Recovered(store);
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMinutes((Many / together) + 1));
        _pump.Run();
        for (var ended = 0; ended < Many; ended += together)
        {
            Assert.Equal(ended, Ended(store));
            _time.Advance(TimeSpan.FromMinutes(1));
            _pump.Run();
        }

        Assert.Equal(Many, Ended(store));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(_time.NextDue);
    }

    [Fact]
    public void What_is_read_is_little_more_than_what_is_held()
    {
        var store = Filled(together: 1);
        _ = Recovered(store);
        Assert.Equal(AtOnce + 1, store.Read);
        Assert.Equal(0, store.Loaded);
    }

    [Fact]
    public void Times_that_have_passed_while_no_engine_ran_come_at_once()
    {
        var store = Filled(together: 1);
        _time.Advance(TimeSpan.FromHours(2));
        _ = Recovered(store);
        for (var i = 0; i < Many && Ended(store) < Many; i++)
        {
            _time.Advance(TimeSpan.Zero);
            _pump.Run();
        }

        Assert.Equal(Many, Ended(store));
    }

    [Fact]
    public void What_cannot_be_read_on_is_read_later()
    {
        var store = Filled(together: 1);
        _ = Recovered(store);
        store.Failures = 3;
        _time.Advance(TimeSpan.FromHours(1));
        _pump.Run();
        for (var i = 0; i < 60 && Ended(store) < Many; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            _pump.Run();
        }

        Assert.Equal(Many, Ended(store));
        Assert.Equal(3, _notices.Count);
        Assert.All(_notices, notice => Assert.Equal(FlowErrorCodes.StoreUnreachable, notice.Code));
    }

    [Fact]
    public void An_execution_whose_time_is_not_held_is_woken_and_its_time_forgotten()
    {
        var store = Filled(together: 1);
        var engine = Recovered(store);
        var woken = engine.WakeAsync($"e{Many - 1}", "wait", FlowValue.Object(("go", true))).AsTask();
        _pump.Run();
        Guard.Done(woken);
        Assert.Equal(1, Ended(store));
        _time.Advance(TimeSpan.FromHours(2));
        for (var i = 0; i < Many; i++)
        {
            _time.Advance(TimeSpan.Zero);
            _pump.Run();
        }

        Assert.Equal(Many, Ended(store));
        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(engine.GetAsync($"e{Many - 1}").AsTask())!.Status);
    }

    [Fact]
    public void An_engine_that_has_stopped_reads_no_further()
    {
        var store = Filled(together: 1);
        var engine = Recovered(store);
        Guard.Done(engine.StopAsync().AsTask());
        var read = store.Read;
        _time.Advance(TimeSpan.FromHours(2));
        _pump.Run();
        Assert.Equal((read, 0), (store.Read, Ended(store)));
    }

    /// <summary>Executions that run into their limit one minute after the other, so many at once.</summary>
    private DueCountingStore Filled(int together)
    {
        var store = new DueCountingStore();
        var engine = Engine(store);
        for (var i = 0; i < Many; i++)
        {
            _ = Guard.Result(engine.StartAsync("many:waits", options: new() { ExecutionId = $"e{i}" }).AsTask());
            _pump.Run();
            _time.Advance(TimeSpan.FromMinutes((i + 1) % together == 0 ? 1 : 0));
        }

        Guard.Done(engine.StopAsync().AsTask());
        return store;
    }

    private FlowEngine Recovered(DueCountingStore store)
    {
        (store.Read, store.Loaded) = (0, 0);
        var engine = Engine(store);
        Guard.Done(engine.RecoverAsync().AsTask());
        _pump.Run();
        return engine;
    }

    private FlowEngine Engine(IStateStore store) => new FlowEngineBuilder { Options = new() { TimersAtOnce = AtOnce, HotExecutions = 0 } }
        .AddFlow(FlowYaml.Load(Flow)).UseStore(store).UseTime(_time).UseWorkQueue(_pump).OnNotice(_notices.Add).Build();

    private static int Ended(IStateStore store) =>
        Guard.Result(store.ListAsync(new() { Limit = 1_000 }, default).AsTask()).Executions.Count(header => header.Status.IsEnded());

    private sealed class DueCountingStore : PassingStore
    {
        public int Read { get; set; }

        public int Loaded { get; set; }

        public int Failures { get; set; }

        public override ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken)
        {
            Loaded++;
            return base.LoadAsync(executionId, cancellationToken);
        }

        public override async IAsyncEnumerable<ExecutionHeader> ListDueAsync(
            DateTimeOffset? after, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (Failures > 0)
            {
                Failures--;
                throw new FlowException(FlowErrorCodes.StoreUnreachable, "The store is away.");
            }

            await foreach (var header in base.ListDueAsync(after, cancellationToken))
            {
                Read++;
                yield return header;
            }
        }
    }
}
