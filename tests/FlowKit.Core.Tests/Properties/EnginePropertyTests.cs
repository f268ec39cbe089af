using FlowKit.Core.Tests.Properties.Bench;

namespace FlowKit.Core.Tests.Properties;

/// <summary>The engine does what the rules say, whatever the flow and however its executors answer.</summary>
public class EnginePropertyTests
{
    [Fact]
    public void A_random_flow_ends_as_the_rules_say() => Fuzz.EachFlow(2000, expected =>
        Comparison.OfWhole(expected, EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual)));

    [Fact]
    public void It_ends_the_same_when_it_is_read_back_before_every_event() => Fuzz.EachFlow(600, expected =>
        Comparison.OfWhole(expected, EngineRun.Run(expected.Flow, expected.Result, new(HotExecutions: 0, SnapshotHabit.EverySecondSave))));

    [Fact]
    public void After_a_crash_at_any_save_it_ends_the_same() => Fuzz.EachFlow(150, expected =>
        AfterEachCrash(expected, SnapshotHabit.Never, RunMode.Usual));

    [Fact]
    public void After_a_crash_with_snapshots_on_the_way_it_ends_the_same() => Fuzz.EachFlow(150, expected =>
        AfterEachCrash(expected, SnapshotHabit.EverySecondSave, new(HotExecutions: 0, SnapshotHabit.EverySecondSave)));

    [Fact]
    public void Stopped_and_taken_up_by_other_engines_it_ends_the_same() => Fuzz.EachFlow(500, ThroughSeveralEngines);

    private static IEnumerable<string> ThroughSeveralEngines(Expected expected)
    {
        var random = new Random(expected.Flow.Seed);
        var last = (expected.Result.EndedAt / TimeSpan.TicksPerMillisecond) + 2;
        var stops = Enumerable.Range(0, random.Next(1, 5))
            .Select(_ => random.NextInt64(0, last) * TimeSpan.TicksPerMillisecond).Order().ToList();
        var mode = new RunMode(random.Next(2), (SnapshotHabit)random.Next(3));
        var engine = EngineRun.RunUntil(expected.Flow, expected.Result, mode, stops[0]);
        var (saves, told) = (engine.Store.Saves, engine.News.All.Count(news => news.Task is null));
        for (var i = 0; i < stops.Count; i++)
        {
            engine.Stop();
            var until = i + 1 < stops.Count ? stops[i + 1] : long.MaxValue;
            engine = EngineRun.GoOn(expected.Flow, expected.Result, mode, saves, stops[i], until);
            saves.AddRange(engine.Store.Saves);
            told += engine.News.All.Count(news => news.Task is null);
        }

        var news = expected.Result.KeyNews ? 2 : 1;
        var differences = Comparison.OfRest(expected, engine, stops[^1], endWasTold: true);
        return told == news ? differences : differences.Append($"news of the execution: {told}, expected {news}");
    }

    private static IEnumerable<string> AfterEachCrash(Expected expected, SnapshotHabit before, RunMode after)
    {
        var first = EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual with { Snapshots = before });
        var saves = first.Store.Saves;
        for (var kept = 1; kept <= saves.Count; kept++)
        {
            var second = EngineRun.Resume(expected.Flow, expected.Result, after, saves[..kept]);
            foreach (var difference in Comparison.OfRest(expected, second, saves[kept - 1].At, endWasTold: kept == saves.Count))
            {
                yield return $"after a crash with {kept} of {saves.Count} saves made: {difference}";
            }
        }
    }
}
