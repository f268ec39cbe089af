using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Core.Tests.Properties.Reference;

namespace FlowKit.Core.Tests.Properties;

/// <summary>Engines that freeze and die, with clocks that are wrong, delay a flow and change nothing else.</summary>
public class SharedStorePropertyTests
{
    [Fact]
    public void A_flow_ends_right_on_three_engines() => Fuzz.EachFlow(60, Throw, expected => Differences(expected.Result, SharedRun.Run(expected.Flow, blows: 0)));

    [Fact]
    public void A_flow_ends_right_however_often_its_engines_freeze_and_die() => Fuzz.EachFlow(250, Throw, expected =>
        Differences(expected.Result, SharedRun.Run(expected.Flow, blows: 8)));

    [Fact]
    public void A_seed_leads_the_same_way_every_time() => Fuzz.EachFlow(30, Throw, expected =>
        SharedRun.Run(expected.Flow, blows: 8).Calls.SequenceEqual(SharedRun.Run(expected.Flow, blows: 8).Calls) ? [] : ["the second run made other calls"]);

    private static FlowModel Throw(int seed) => FlowDice.Throw(seed, FlowTraits.ThrowTimeless(new Random(seed)));

    private static IEnumerable<string> Differences(RefResult expected, SharedRun run)
    {
        var calls = run.Calls.Distinct().ToList();
        var differences = TimelessComparison.Of(expected, run.View, run.Result, calls, run.News)
            .Concat(run.Open.Select(id => $"{id} is still owed something"));
        return run.Keys.Count == calls.Count ? differences : differences.Append($"{calls.Count} calls had {run.Keys.Count} idempotency keys");
    }
}
