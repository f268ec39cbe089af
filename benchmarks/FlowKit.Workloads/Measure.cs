using System.Diagnostics;
using System.Text.Json;

namespace FlowKit.Workloads;

/// <summary>Runs a workload several times and prints one JSON line of medians.</summary>
internal static class Measure
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private const int Rounds = 7;

    /// <summary>The median tasks per second.</summary>
    public static async Task<double> TasksAsync(string name, int tasks, Func<Task> work)
    {
        await WarmUpAsync(work);
        var seconds = new double[Rounds];
        var bytes = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();
            await work();
            seconds[i] = clock.Elapsed.TotalSeconds;
            bytes[i] = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        }

        var rate = tasks / Median(seconds);
        Print(new()
        {
            ["workload"] = name,
            ["tasks_per_second"] = Math.Round(rate),
            ["microseconds_per_task"] = Math.Round(1e6 / rate, 3),
            ["bytes_per_task"] = Math.Round(Median(bytes) / tasks),
        });
        return rate;
    }

    /// <summary>Does the work until it runs as fast as it will: tiered compilation needs time, not rounds.</summary>
    public static async Task WarmUpAsync(Func<Task> work)
    {
        var warming = Stopwatch.StartNew();
        do
        {
            await work();
        }
        while (warming.Elapsed < WarmUp);
    }

    public static void Print(Dictionary<string, object> line) => Console.WriteLine(JsonSerializer.Serialize(line));

    public static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
