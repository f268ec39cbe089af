using System.Diagnostics;
using System.Text.Json;
using FlowKit.Values;

namespace FlowKit.Durable;

/// <summary>Runs executions on a store and, in turn with it, its floor with the same commits; prints one JSON line of medians.</summary>
internal sealed class Workload(IReadOnlyList<FlowEngine> engines, Func<StoreCounts> counted, IFloor bare)
{
    private const int WarmUps = 2;
    private const int Rounds = 7;

    public async Task MeasureAsync(string name, string flow, int tasks, int executions, int callers, FlowValue input = default)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await RunAsync(flow, executions, callers, input);
        }

        var before = counted();
        var written = WrittenBytes();
        var (seconds, floors, allocated) = (new List<double>(), new List<double>(), new List<double>());
        var all = (Commits: 0L, Saves: 0L, Bytes: 0L, Written: 0L);
        for (var i = 0; i < Rounds; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            before = counted();
            written = WrittenBytes();
            var heap = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();
            await RunAsync(flow, executions, callers, input);
            seconds.Add(clock.Elapsed.TotalSeconds);
            allocated.Add(GC.GetTotalAllocatedBytes(precise: true) - heap);
            var counts = counted();
            var (commits, saves, bytes) = (counts.Commits - before.Commits, counts.Saves - before.Saves, counts.Bytes - before.Bytes);
            all = (all.Commits + commits, all.Saves + saves, all.Bytes + bytes, all.Written + WrittenBytes() - written);
            floors.Add(await bare.SecondsAsync(commits, saves, (int)(bytes / saves)));
        }

        var total = (double)tasks * executions;
        Print(new()
        {
            ["workload"] = name,
            ["engines"] = engines.Count,
            ["executions_at_once"] = callers,
            ["tasks_per_second"] = Math.Round(total / Median(seconds)),
            ["commits_per_task"] = Math.Round(all.Commits / total / Rounds, 4),
            ["saves_per_task"] = Math.Round(all.Saves / total / Rounds, 3),
            ["save_bytes_per_task"] = Math.Round(all.Bytes / total / Rounds),
            ["written_bytes_per_task"] = Math.Round(all.Written / total / Rounds),
            ["allocated_bytes_per_task"] = Math.Round(Median(allocated) / total),
            ["commits_per_second"] = Math.Round(all.Commits / seconds.Sum()),
            ["bare_loop_tasks_per_second"] = Math.Round(total / Median(floors)),
            ["share_of_bare_loop"] = Math.Round(Median(floors) / Median(seconds), 3),
        });
    }

    public static void Print(Dictionary<string, object> line) => Console.WriteLine(JsonSerializer.Serialize(line));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>What this process has handed to the file system so far; 0 where the system does not tell.</summary>
    private static long WrittenBytes() => !File.Exists("/proc/self/io") ? 0 : File.ReadLines("/proc/self/io")
        .Where(line => line.StartsWith("wchar:", StringComparison.Ordinal))
        .Select(line => long.Parse(line["wchar:".Length..], System.Globalization.CultureInfo.InvariantCulture))
        .Single();

    private Task RunAsync(string flow, int executions, int callers, FlowValue input)
    {
        var left = executions;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var result = await engines[caller % engines.Count].RunAsync(flow, input);
                if (!result.Succeeded)
                {
                    throw new InvalidOperationException($"{flow} ended as {result.Status}: {result.Failure?.Message}");
                }
            }
        })));
    }
}
