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
