using System.Diagnostics;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Values;
using Xunit.Abstractions;

namespace FlowKit.Core.Tests.Running;

/// <summary>Long chains, wide joins and long loops end, on a small stack.</summary>
public class LargeFlowTests(ITestOutputHelper output)
{
    private const int SmallStack = 256 * 1024;
    private const int Many = 10_000;

    [Fact]
    public void A_chain_of_ten_thousand_passes_ends() =>
        Assert.Equal(Many, EndedTasks(Chain(Many, name => new PassTask { Name = name })));

    [Fact]
    public void A_chain_of_ten_thousand_calls_that_complete_at_once_ends() =>
        Assert.Equal(Many, EndedTasks(Chain(Many, Function)));

    [Fact]
    public void A_chain_of_ten_thousand_tasks_that_all_say_skip_ends() =>
        Assert.Equal(Many, EndedTasks(Chain(Many, name => name == "t0" ? new ReturnTask { Name = name, Conditions = [] } : Function(name))));

    [Fact]
    public void A_join_of_ten_thousand_tasks_begins_once()
    {
        var tasks = Enumerable.Range(0, Many - 1).Select(i => Function($"t{i}") with { Next = ["join"] });
        Assert.Equal(Many, EndedTasks([.. tasks, Function("join")]));
    }

    [Fact]
    public void Loops_in_loops_as_deep_as_may_be_end()
    {
        TaskDescriptor task = Function("work");
        for (var depth = 9; depth > 0; depth--)
        {
            task = Loop($"loop{depth}", 2, task);
        }

        Assert.Equal(1 << 9, Run([task], out _).Dispatched);
    }

    [Fact]
    public void A_loop_of_a_million_items_ends()
    {
        // The whole million on demand; a tenth of it is enough to see that the cost of an item does not grow.
        var items = Environment.GetEnvironmentVariable("FLOWKIT_FUZZ") is null ? 100_000 : 1_000_000;
        var clock = Stopwatch.StartNew();
        var (_, dispatched) = Run([Loop("loop", items, Function("work"))], out var held);

        Assert.Equal(items, dispatched);
        output.WriteLine($"{items} items: {clock.Elapsed.TotalSeconds:F1} s, {held / (1024 * 1024)} MiB in use at the end");
    }

    private static FunctionTask Function(string name) => new() { Name = name, ResourceName = (Located<string>)"test://work" };

    private static TaskDescriptor[] Chain(int length, Func<string, TaskDescriptor> make) =>
        [.. Enumerable.Range(0, length).Select(i => make($"t{i}") with { Next = i + 1 < length ? [$"t{i + 1}"] : [] })];

    private static ForeachTask Loop(string name, int items, TaskDescriptor inner) => new()
    {
        Name = name,
        InputMappings = [new()
        {
            Source = FlowValue.Array(Enumerable.Range(0, items).Select(i => (FlowValue)i)),
            Target = (Located<string>)"$.input.items",
        }],
        IterationMapping = new() { Collection = (Located<string>)"$.input.items" },
        Tasks = [inner],
    };

    private static int EndedTasks(TaskDescriptor[] tasks) => Run(tasks, out _).Ended;

    private static (int Ended, int Dispatched) Run(TaskDescriptor[] tasks, out long held)
    {
        var (ended, dispatched, memory) = (0, 0, 0L);
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    var pump = new Pump();
                    var engine = new FlowEngineBuilder()
                        .AddDispatcher("test", new Counting(() => dispatched++))
                        .AddFlow(new FlowDescriptor { Workspace = "large", DagName = "flow", Tasks = tasks })
                        .UseWorkQueue(pump)
                        .Build();
                    var execution = Guard.Result(engine.StartAsync("large:flow").AsTask());
                    pump.Run();
                    Assert.Equal(ExecutionStatus.Succeed, Guard.Result(execution.Completion).Status);
                    memory = GC.GetTotalMemory(forceFullCollection: true);
                    GC.KeepAlive(engine);
                    ended = tasks.Length > 1
                        ? Guard.Result(engine.GetAsync(execution.Id).AsTask())!.Tasks.Values.Count(task => task.Status.IsEnded())
                        : 0;
                }
                catch (Exception thrown)
                {
                    failure = thrown;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        held = memory;
        Assert.Null(failure);
        return (ended, dispatched);
    }

    private sealed class Counting(Action count) : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            count();
            return new(DispatchOutcome.Succeeded());
        }
    }
}
