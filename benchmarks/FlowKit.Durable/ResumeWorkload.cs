using System.Diagnostics;
using FlowKit.Storing;
using FlowKit.Values;

namespace FlowKit.Durable;

/// <summary>
/// Many suspended executions in a store, one in ten with a time limit far away; a new engine on it: how long until it is up, what it holds in
/// memory for them, how long until one of them that is called goes on and ends. Prints one JSON line.
/// </summary>
internal sealed class ResumeWorkload(Func<int, IStateStore> open, TimeSpan? lease)
{
    private const int Callers = 256;
    private const int Woken = 21;
    private const int LimitSeconds = 30 * 24 * 3_600;

    public async Task MeasureAsync(string name, int executions, bool print = true)
    {
        await FillAsync(executions);
        var before = Memory();
        var clock = Stopwatch.StartNew();
        var store = open(executions);
        var opened = clock.Elapsed;
        await using var engine = Engine(store);
        await engine.RecoverAsync();
        var up = clock.Elapsed;
        var held = Memory() - before;
        var woken = new List<double>();
        for (var i = 0; i < Woken; i++)
        {
            woken.Add(await WakeAsync(engine, (int)((long)executions * i / Woken)));
        }

        await engine.StopAsync();
        await DisposeAsync(store);
        if (!print)
        {
            return;
        }

        Workload.Print(new()
        {
            ["workload"] = name,
            ["suspended"] = executions,
            ["open_ms"] = Math.Round(opened.TotalMilliseconds, 1),
            ["up_ms"] = Math.Round(up.TotalMilliseconds, 1),
            ["memory_bytes"] = held,
            ["memory_bytes_an_execution"] = Math.Round((double)held / executions, 1),
            ["first_wake_ms"] = Math.Round(woken[0], 2),
            ["median_wake_ms"] = Math.Round(woken.Order().ElementAt(Woken / 2), 2),
        });
    }

    private async Task FillAsync(int executions)
    {
        var store = open(executions);
        await using (var engine = Engine(store))
        {
            var next = -1;
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var i && i < executions)
                {
                    await engine.StartAsync(i % 10 == 0 ? "bench:limited" : "bench:waiting", options: new() { ExecutionId = Id(i) });
                }
            })));
        }

        await DisposeAsync(store);
    }

    private static async Task<double> WakeAsync(FlowEngine engine, int number)
    {
        var clock = Stopwatch.StartNew();
        await engine.WakeAsync(Id(number), "wait", FlowValue.Object(("go", true)));
        var end = await engine.WaitAsync(Id(number));
        return end.Succeeded ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{Id(number)} ended as {end.Status}.");
    }

    private FlowEngine Engine(IStateStore store)
    {
        var builder = new FlowEngineBuilder { Options = new() { Lease = lease, EngineName = "resume" } };
        return builder.AddDispatcher("function", new NoOpDispatcher()).UseStore(store)
            .AddFlow(FlowYaml.Load(Flows.Waiting("waiting", 0))).AddFlow(FlowYaml.Load(Flows.Waiting("limited", LimitSeconds))).Build();
    }

    private static async ValueTask DisposeAsync(IStateStore store)
    {
        if (store is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private static string Id(int number) => $"bench:waiting_c_{number:D8}";

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
