using System.Diagnostics;
using System.Text.Json;

namespace FlowKit.HttpLoad;

/// <summary>Clocks and prints.</summary>
internal static class Measure
{
    public static async Task<(double Seconds, double Bytes, double Processor)> OnceAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await work();
        var seconds = clock.Elapsed.TotalSeconds;
        return (seconds, GC.GetTotalAllocatedBytes(precise: true) - allocated, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    public static double Median(IEnumerable<double> values) => At(values, 0.5);

    /// <summary>The value that so large a share of the values does not exceed.</summary>
    public static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    public static void Print(Dictionary<string, object> line) => Console.WriteLine(JsonSerializer.Serialize(line));
}
