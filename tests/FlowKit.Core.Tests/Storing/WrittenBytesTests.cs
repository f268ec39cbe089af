using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;
using Xunit.Abstractions;

namespace FlowKit.Core.Tests.Storing;

/// <summary>What is given to a store for a task is as much in a flow of ten thousand as in one of a hundred.</summary>
public class WrittenBytesTests(ITestOutputHelper output)
{
    // Numbers are as long as they are large: an index and the time since the start take a byte or two more.
    private const double Growth = 1.15;

    public static TheoryData<string> Shapes => ["chain", "mapped chain", "chain that writes one place", "side by side", "loop", "loop, one at a time"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Bytes_for_a_task_do_not_grow_with_the_flow_or_the_loop(string shape)
    {
        var few = PerTask(shape, 100);
        Assert.InRange(PerTask(shape, 1_000), 0, few * Growth);
        Assert.InRange(PerTask(shape, 10_000), 0, few * Growth);
    }

    [Fact]
    public void Bytes_for_a_callback_do_not_grow_where_each_finds_its_execution_in_the_store_only() =>
        Assert.InRange(PerCallback(1_000), 0, PerCallback(100) * Growth);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_over_and_over_is_replaced_by_snapshots_that_cost_half_as_much_again(bool fromStore)
    {
        const int Times = 3_000;
        var store = new ByteCountingStore();
        var pump = new Pump();
        var engine = Builder(store, pump, new() { HotExecutions = fromStore ? 0 : FlowEngineOptions.DefaultHotExecutions })
            .AddFlow(FlowYaml.Load("""
                workspace: large
                dagName: flow
                tasks:
                  - name: wait
                    category: suspense
                    conditions: [ "$.input.[?(@.done == true)]" ]
                    outputMappings: [ { source: $.output.text, target: $.context.text } ]
                """)).Build();
        var execution = Guard.Result(engine.StartAsync("large:flow").AsTask());
        pump.Run();
        for (var i = 0; i < Times; i++)
        {
            var woken = engine.WakeAsync(execution.Id, "wait", FlowValue.Object(("text", new string('x', 100)))).AsTask();
            pump.Run();
            Guard.Done(woken);
        }

        output.WriteLine($"deltas {store.DeltaBytes}, {store.Snapshots} snapshots of {store.SnapshotBytes}, {store.HeldBytes} held");
        Assert.InRange(store.Snapshots, 2, Times / 50);
        Assert.InRange(store.SnapshotBytes, 1, store.DeltaBytes / 2);
        Assert.InRange(store.HeldBytes, 1, 32 * 1024);
    }

    private double PerTask(string shape, int tasks)
    {
        var store = new ByteCountingStore();
        var pump = new Pump();
        var engine = Builder(store, pump, new())
            .AddFlow(new FlowDescriptor { Workspace = "large", DagName = "flow", Tasks = Tasks(shape, tasks) }).Build();
        var execution = Guard.Result(engine.StartAsync("large:flow").AsTask());
        pump.Run();
        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(execution.Completion).Status);
        return BytesPerTask(shape, tasks, store);
    }

    private double PerCallback(int tasks)
    {
        var store = new ByteCountingStore();
        var pump = new Pump();
        var chain = Chain(tasks, name => Call(name) with { Pattern = TaskPattern.TaskAsync });
        var engine = Builder(store, pump, new() { HotExecutions = 0 })
            .AddFlow(new FlowDescriptor { Workspace = "large", DagName = "flow", Tasks = chain }).Build();
        var execution = Guard.Result(engine.StartAsync("large:flow").AsTask());
        pump.Run();
        foreach (var task in chain)
        {
            var taken = engine.CompleteTaskAsync(execution.Id, new(task.Name.Value, CallbackStatus.Success)).AsTask();
            pump.Run();
            Assert.Equal(CallbackAnswer.Accepted, Guard.Result(taken));
        }

        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(execution.Completion).Status);
        return BytesPerTask("callbacks", tasks, store);
    }

    private double BytesPerTask(string shape, int tasks, ByteCountingStore store)
    {
        var bytes = (store.DeltaBytes + store.SnapshotBytes) / (double)tasks;
        output.WriteLine($"{shape}, {tasks}: {bytes:F1} bytes a task, {store.Snapshots} snapshots");
        return bytes;
    }

    private static FlowEngineBuilder Builder(ByteCountingStore store, Pump pump, FlowEngineOptions options)
    {
        var time = new VirtualTime();
        return new FlowEngineBuilder { Options = options }
            .AddDispatcher("test", new SlowDispatcher(time)).UseStore(store).UseTime(time).UseWorkQueue(pump);
    }

    private static TaskDescriptor[] Tasks(string shape, int count) => shape switch
    {
        "chain" => Chain(count, Call),
        "mapped chain" => Chain(count, name => Mapped(name, $"$.context.{name}")),
        "chain that writes one place" => Chain(count, name => Mapped(name, "$.context.last")),
        "side by side" => [.. Enumerable.Range(0, count).Select(i => Call($"t{i}"))],
        "loop" => [Loop(count, new())],
        _ => [Loop(count, new() { MaxConcurrency = Written(1) })],
    };

    private static TaskDescriptor[] Chain(int length, Func<string, TaskDescriptor> make) =>
        [.. Enumerable.Range(0, length).Select(i => make($"t{i}") with { Next = i + 1 < length ? [$"t{i + 1}"] : [] })];

    private static FunctionTask Call(string name) => new() { Name = name, ResourceName = "test://work" };

    private static FunctionTask Mapped(string name, string target) => Call(name) with
    {
        InputMappings = [new() { Source = Written("forty letters, more or less, as they come"), Target = "$.input.text" }],
        OutputMappings = [new() { Source = Written("$.output.text"), Target = target }],
    };

    private static ForeachTask Loop(int items, SynchronizationDescriptor synchronization) => new()
    {
        Name = "loop",
        InputMappings = [new() { Source = Written(FlowValue.Array(Enumerable.Range(0, items).Select(i => (FlowValue)i))), Target = "$.input.items" }],
        IterationMapping = new() { Collection = "$.input.items", Item = "item" },
        Synchronization = synchronization,
        Tasks = [Call("work")],
    };

    private static Located<FlowValue> Written(FlowValue value) => value;

    private sealed class SlowDispatcher(VirtualTime time) : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            return new(request.IsAsynchronous ? DispatchOutcome.Accepted : DispatchOutcome.Succeeded(FlowValue.Object(("text", "forty letters, more or less, as they come"))));
        }
    }
}
