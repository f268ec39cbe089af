using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties;

/// <summary>With the optimiser and without it a flow comes to the same: context, statuses but of what was spared, and calls that act.</summary>
public class OptimizerPropertyTests
{
    /// <summary>The passes that change what runs only in how it runs.</summary>
    private const PlanPasses SameCalls = PlanPasses.All & ~(PlanPasses.Targets | PlanPasses.Cull);

    [Fact]
    public void Without_the_optimiser_a_flow_runs_as_it_is_written() => Fuzz.EachFlow(500, EffectDice.Throw, expected =>
        Comparison.OfWhole(expected, Run(expected, PlanPasses.None)));

    [Fact]
    public void Fused_and_elided_it_makes_the_same_calls_at_the_same_times() => Fuzz.EachFlow(1000, EffectDice.Throw, expected =>
        Comparison.OfWhole(expected, Run(expected, SameCalls)));

    [Fact]
    public void Fused_with_its_start_it_makes_the_same_calls_at_the_same_times() => Fuzz.EachFlow(1000, EffectDice.Throw, expected =>
        Comparison.OfWhole(expected, EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual with { Passes = SameCalls, IsAwaited = true })));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_a_crash_at_any_save_a_fused_flow_ends_the_same(bool isAwaited) => Fuzz.EachFlow(150, EffectDice.Throw, expected =>
        AfterEachCrash(expected, isAwaited));

    [Fact]
    public void Pruned_and_culled_it_comes_to_the_same() => Fuzz.EachFlow(1000, EffectDice.ThrowTimeless, expected =>
        Spared.Differences(expected, Run(expected, PlanPasses.All)));

    [Theory]
    [InlineData(PlanPasses.Unreachable)]
    [InlineData(PlanPasses.Elide)]
    [InlineData(PlanPasses.Fuse)]
    [InlineData(PlanPasses.Targets)]
    [InlineData(PlanPasses.Targets | PlanPasses.Conditions)]
    [InlineData(PlanPasses.Cull)]
    [InlineData(PlanPasses.Cull | PlanPasses.Unreachable)]
    public void Each_pass_alone_comes_to_the_same(PlanPasses passes) => Fuzz.EachFlow(150, EffectDice.ThrowTimeless, expected =>
        Spared.Differences(expected, Run(expected, passes)));

    [Fact]
    public void After_a_crash_calls_that_act_are_made_as_if_there_had_been_none() => Fuzz.EachFlow(100, EffectDice.ThrowTimeless, expected =>
        AfterEachCrashSpared(expected));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_acts_is_on_record_before_it_goes_out(bool isAwaited) => Fuzz.EachFlow(300, EffectDice.Throw, expected =>
    {
        var acting = expected.Flow.All.Where(task => task is { Kind: TaskKind.Function, Acts: true }).Select(task => task.Name).ToHashSet();
        var differences = new List<string>();
        EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual with { IsAwaited = isAwaited }, (request, view) =>
        {
            if (acting.Contains(request.TaskName) && !(view.Tasks.TryGetValue(request.Task, out var task) &&
                task.Status == FlowTaskStatus.Running && task.Attempts == request.Attempt))
            {
                differences.Add($"attempt {request.Attempt} of {request.Task} went out and is not on record");
            }
        });
        return differences;
    });

    [Fact]
    public void The_flows_give_every_pass_something_to_do()
    {
        var (fewerSaves, early, pruned, culled, notes) = (0, 0, 0, 0, PlanPasses.None);
        foreach (var seed in Enumerable.Range(1, 200))
        {
            var expected = Expected.Of(EffectDice.ThrowTimeless(seed));
            var run = Run(expected, PlanPasses.All);
            fewerSaves += run.Store.Saves.Count < Run(expected, PlanPasses.None).Store.Saves.Count ? 1 : 0;
            pruned += run.View.Tasks.Values.Any(task => task.SkipReason == "pruned: not a target") ? 1 : 0;
            culled += run.View.Tasks.Values.Any(task => task.SkipReason?.StartsWith("culled", StringComparison.Ordinal) == true) ? 1 : 0;
            var plan = run.Flows.Current.Single();
            notes = plan.Notes.Aggregate(notes, (all, note) => all | note.Pass);
            early += plan.EarlyTasks.Count;
        }

        Assert.Equal(PlanPasses.Unreachable | PlanPasses.Elide | PlanPasses.Fuse | PlanPasses.Cull, notes);
        Assert.InRange(fewerSaves, 30, 200);
        Assert.InRange(pruned, 20, 200);
        Assert.InRange(culled, 10, 200);
        Assert.InRange(early, 50, 2000);
    }

    private static EngineRun Run(Expected expected, PlanPasses passes) =>
        EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual with { Passes = passes });

    private static IEnumerable<string> AfterEachCrash(Expected expected, bool isAwaited)
    {
        var mode = RunMode.Usual with { Passes = SameCalls, IsAwaited = isAwaited };
        var saves = EngineRun.Run(expected.Flow, expected.Result, mode).Store.Saves;
        for (var kept = 1; kept <= saves.Count; kept++)
        {
            var second = EngineRun.Resume(expected.Flow, expected.Result, mode, saves[..kept]);
            foreach (var difference in Comparison.OfRest(expected, second, saves[kept - 1].At, endWasTold: kept == saves.Count))
            {
                yield return $"after a crash with {kept} of {saves.Count} saves made: {difference}";
            }
        }
    }

    private static IEnumerable<string> AfterEachCrashSpared(Expected expected)
    {
        var first = Run(expected, PlanPasses.All);
        var saves = first.Store.Saves;
        for (var kept = 1; kept <= saves.Count; kept++)
        {
            var before = first.Dispatcher.Calls.Take(saves[kept - 1].CallsBefore).ToList();
            var second = EngineRun.Resume(expected.Flow, expected.Result, RunMode.Usual, saves[..kept]);
            foreach (var difference in Spared.Differences(expected, second, before))
            {
                yield return $"after a crash with {kept} of {saves.Count} saves made: {difference}";
            }
        }
    }
}
