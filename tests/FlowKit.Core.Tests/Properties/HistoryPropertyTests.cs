using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Properties;

/// <summary>On random flows the history tells each attempt that the reference foretold, when it went out, and nothing else; after a crash too.</summary>
public class HistoryPropertyTests
{
    [Fact]
    public void The_history_tells_every_attempt() => Fuzz.EachFlow(300, expected =>
        Differences(expected, EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual)));

    [Fact]
    public void The_history_tells_every_attempt_after_a_crash() => Fuzz.EachFlow(150, expected =>
    {
        var whole = EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual with { Snapshots = SnapshotHabit.Never }).Store.Saves;
        var kept = new Random(expected.Flow.Seed).Next(1, whole.Count + 1);
        var resumed = EngineRun.Resume(expected.Flow, expected.Result, RunMode.Usual, [.. whole.Take(kept)]);
        return Differences(expected, resumed).Select(one => $"crashed after save {kept}: {one}");
    });

    private static IEnumerable<string> Differences(Expected expected, EngineRun run)
    {
        var history = run.History;
        var called = history.Attempts.Where(one => one.Attempt > 0).Select(one => $"{Since(one.StartedAt)} {one.Task} #{one.Attempt}");
        var told = called.Order(StringComparer.Ordinal).ToArray();
        var foretold = expected.Result.Calls.Select(one => $"{one.At} {one.Task} #{one.Attempt}").Order(StringComparer.Ordinal).ToArray();
        if (!told.SequenceEqual(foretold))
        {
            yield return $"attempts\n{string.Join('\n', told)}\ninstead of\n{string.Join('\n', foretold)}";
        }

        var isPlain = history.Operations.Count == 0 && history.Attempts.All(one => one.Failure is null);
        if (isPlain && run.Store.Saves.Any(save => save.Bytes[0] != SaveMark.FormatVersion))
        {
            yield return "a run without failures and operations wrote something of the past";
        }

        foreach (var attempt in history.Attempts)
        {
            var end = attempt.EndedAt ?? attempt.StartedAt;
            if (attempt.QueuedAt < history.StartedAt || attempt.QueuedAt > attempt.StartedAt || attempt.StartedAt > end)
            {
                yield return $"{attempt} has an order of times that cannot be";
            }
        }

        var tasks = run.View.Tasks;
        var last = tasks.Values.Where(one => IsOuter(one.Name) && (one.StartedAt is not null || one.Status != FlowTaskStatus.Canceled)).Max(one => one.EndedAt);
        if (history.EndedAt is not null && last is not null && tasks[history.CriticalPath.Last(IsOuter)].EndedAt != last)
        {
            yield return $"what ended last is not the end of the critical path: {string.Join(' ', history.CriticalPath)}";
        }

        static bool IsOuter(string name) => !name.Contains('-', StringComparison.Ordinal);
    }

    private static long Since(DateTimeOffset time) => (time - VirtualTime.DefaultStart).Ticks;
}
