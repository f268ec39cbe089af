using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Core.Tests.Properties.Reference;

namespace FlowKit.Core.Tests.Properties;

/// <summary>A store that fails for a while delays a flow and changes nothing else.</summary>
public class FlakyStorePropertyTests
{
    private static FlowModel Throw(int seed) => FlowDice.Throw(seed, FlowTraits.ThrowTimeless(new Random(seed)));

    [Fact]
    public void A_flow_ends_right_however_often_its_store_fails() => Fuzz.EachFlow(500, Throw, expected =>
        Differences(expected.Result, FlakyRun.Run(expected.Flow, RunMode.Usual)));

    [Fact]
    public void So_does_one_that_is_read_back_before_every_event() => Fuzz.EachFlow(300, Throw, expected =>
        Differences(expected.Result, FlakyRun.Run(expected.Flow, new(HotExecutions: 0, SnapshotHabit.EverySecondSave))));

    [Fact]
    public void A_group_that_could_not_be_saved_repeats_only_calls_without_an_effect() => Fuzz.EachFlow(500, ThrowWithEffects, expected =>
    {
        var run = FlakyRun.Run(expected.Flow, RunMode.Usual with { Passes = PlanPasses.All & ~PlanPasses.Cull });
        var acting = expected.Flow.All.Where(task => task.Acts).Select(task => task.Name).ToHashSet();
        var repeated = run.Calls.CountBy(call => call)
            .Where(call => call.Value > 1 && acting.Contains(call.Key.Task[(call.Key.Task.LastIndexOf('-') + 1)..]))
            .Select(call => $"acts and was made {call.Value} times: {call.Key}");
        return Differences(expected.Result, run, run.Calls.Distinct()).Concat(repeated);
    });

    private static FlowModel ThrowWithEffects(int seed) => EffectDice.ThrowTimeless(seed) with { Targets = null };

    private static IEnumerable<string> Differences(RefResult expected, FlakyRun run) => Differences(expected, run, run.Calls);

    private static IEnumerable<string> Differences(RefResult expected, FlakyRun run, IEnumerable<(string Task, int Attempt, string Input)> made) =>
        TimelessComparison.Of(expected, run.View, run.Result, made, run.News);
}
