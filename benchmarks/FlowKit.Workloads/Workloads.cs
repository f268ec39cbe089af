using System.Diagnostics;
using FlowKit.Values;

namespace FlowKit.Workloads;

/// <summary>The workloads: what is run, how often, and what is told about it.</summary>
internal sealed class Workloads(FlowEngine engine, string suffix)
{
    private const int Callers = 16;
    private static readonly FlowValue Items = FlowValue.Object(("items", FlowValue.Array(Enumerable.Range(0, 1000).Select(i => (FlowValue)i))));
    private static readonly FlowValue Value = FlowValue.Object(("value", 1));

    public Task<double> Linear10Async() => RunAsync("linear10", "bench:linear10", 2000, 10);

    public Task<double> Mapped10Async() => RunAsync("mapped10", "bench:mapped10", 2000, 10, Value);

    public Task<double> Fan100Async() => RunAsync("fan100", "bench:fan", 200, 100);

    public Task<double> Loop1000Async() => RunAsync("foreach1000", "bench:each", 40, 1000, Items);

    public Task<double> SingleAsync(int tasks) =>
        Measure.TasksAsync($"single{tasks}{suffix}", tasks * 50, async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await engine.RunAsync($"bench:linear{tasks}");
            }
        });

    public Task WarmUpAsync() => Measure.WarmUpAsync(() => ManyAsync("bench:linear10", 2000, default));

    /// <summary>The rate of the last rounds of many, beside that of the first: what finished executions cost the later ones.</summary>
    public async Task DecayAsync()
    {
        var rates = new List<double>();
        for (var round = 0; round < 14; round++)
        {
            var clock = Stopwatch.StartNew();
            await ManyAsync("bench:linear10", 2000, default);
            rates.Add(20_000 / clock.Elapsed.TotalSeconds);
        }

        var first = Measure.Median([.. rates.Take(4)]);
        var last = Measure.Median([.. rates.TakeLast(4)]);
        Measure.Print(new()
        {
            ["workload"] = "after_20000_finished",
            ["first_tasks_per_second"] = Math.Round(first),
            ["last_tasks_per_second"] = Math.Round(last),
            ["ratio"] = Math.Round(last / first, 3),
        });
    }

    /// <summary>
    /// Chains of pure calls with the optimiser on and off, in turn with each other. Processor time tells more than the clock on a machine that
    /// does other work; the median of pairs tells more than two runs.
    /// </summary>
    public static async Task FusedAsync(FlowEngine fused, FlowEngine unfused)
    {
        foreach (var (tasks, callers) in ((int, int)[])[(10, 1), (10, Callers), (100, 1)])
        {
            var pairs = new List<((double Clock, double Processor) Fused, (double Clock, double Processor) Unfused)>();
            for (var round = 0; round < 34; round++)
            {
                var pair = (await TimeAsync(fused, tasks, callers), await TimeAsync(unfused, tasks, callers));
                if (round >= 10)
                {
                    pairs.Add(pair);
                }
            }

            Measure.Print(new()
            {
                ["workload"] = $"pure{tasks}",
                ["executions_at_once"] = callers,
                ["fused_us_per_task"] = Math.Round(pairs.Min(pair => pair.Fused.Clock), 3),
                ["unfused_us_per_task"] = Math.Round(pairs.Min(pair => pair.Unfused.Clock), 3),
                ["times_faster_best"] = Math.Round(pairs.Min(pair => pair.Unfused.Clock) / pairs.Min(pair => pair.Fused.Clock), 2),
                ["times_faster_median"] = Math.Round(Measure.Median([.. pairs.Select(pair => pair.Unfused.Clock / pair.Fused.Clock)]), 2),
                ["processor_us_per_task_fused"] = Math.Round(Measure.Median([.. pairs.Select(pair => pair.Fused.Processor)]), 3),
                ["processor_us_per_task_unfused"] = Math.Round(Measure.Median([.. pairs.Select(pair => pair.Unfused.Processor)]), 3),
                ["times_less_processor"] = Math.Round(Measure.Median([.. pairs.Select(pair => pair.Unfused.Processor / pair.Fused.Processor)]), 2),
            });
        }
    }

    // Microseconds a task.
    private static async Task<(double Clock, double Processor)> TimeAsync(FlowEngine engine, int tasks, int callers)
    {
        const int all = 100_000;
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await new Workloads(engine, string.Empty).ManyAsync($"bench:pure{tasks}", all / tasks, default, callers);
        var elapsed = clock.Elapsed;
        process.Refresh();
        return (elapsed.TotalMicroseconds / all, (process.TotalProcessorTime - before).TotalMicroseconds / all);
    }

    /// <summary>What an execution that waits costs, and what an engine full of them does while it waits.</summary>
    public async Task SuspendedAsync(int executions)
    {
        var before = Live();
        for (var i = 0; i < executions; i++)
        {
            await engine.StartAsync("bench:waiting", FlowValue.Object(("user", $"user {i}"), ("n", i)));
        }

        await Task.Delay(2000);
        var after = Live();
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var items = ThreadPool.CompletedWorkItemCount;
        await Task.Delay(5000);
        process.Refresh();
        Measure.Print(new()
        {
            ["workload"] = "suspended",
            ["executions"] = executions,
            ["bytes_per_execution"] = Math.Round((after - before) / (double)executions),
            ["idle_cpu_ms_in_5s"] = Math.Round((process.TotalProcessorTime - cpu).TotalMilliseconds, 1),
            ["idle_work_items_in_5s"] = ThreadPool.CompletedWorkItemCount - items,
        });
    }

    private static long Live()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private Task<double> RunAsync(string name, string flow, int executions, int tasks, FlowValue input = default) =>
        Measure.TasksAsync(name + suffix, executions * tasks, () => ManyAsync(flow, executions, input));

    private Task ManyAsync(string flow, int executions, FlowValue input, int callers = Callers)
    {
        var left = executions;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var result = await engine.RunAsync(flow, input);
                if (!result.Succeeded)
                {
                    throw new InvalidOperationException($"{flow} ended as {result.Status}: {result.Failure?.Message}");
                }
            }
        })));
    }
}
