using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Explaining;
using FlowKit.Testing;
using FlowKit.Tests.Drawing;

namespace FlowKit.Tests.Explaining;

/// <summary>Explanations of random flows: they are whole, and an execution does what they say.</summary>
public sealed class ExplanationPropertyTests
{
    private static readonly int Seeds = int.Parse(
        Environment.GetEnvironmentVariable("FLOWKIT_EXPLAINED_FLOWS") ?? "40", CultureInfo.InvariantCulture);

    [Fact]
    public void Every_task_is_explained_once_behind_those_it_waits_for() => Assert.All(Enumerable.Range(1, Seeds), seed =>
    {
        var flow = DrawnFlows.Random(seed, 30);
        var explanation = FlowExplanation.Of(flow);

        Assert.Equal(Names(flow.Tasks).Order(StringComparer.Ordinal), Tasks(explanation).Select(task => task.Name).Order(StringComparer.Ordinal));
        foreach (var group in explanation.Groups)
        {
            var stages = group.Tasks.ToDictionary(task => task.Name, task => task.Stage);
            Assert.All(group.Tasks, task => Assert.Equal(1 + task.WaitsFor.Select(wait => stages[wait.Task]).DefaultIfEmpty(0).Max(), task.Stage));
        }

        Assert.Equal(explanation.ToString(), FlowExplanation.Of(DrawnFlows.Random(seed, 30)).ToString());
    });

    [Fact]
    public async Task A_start_with_targets_spares_what_the_explanation_says()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var flow = DrawnFlows.Random(seed, 20);
            var targets = new[] { flow.Tasks[seed % flow.Tasks.Count].Name.Value };
            var force = seed % 2 == 0;
            var bed = new FlowTestBed(flow);
            var run = await bed.StartAsync(flow.Name, options: new() { Targets = targets, Force = force });
            var spared = (await bed.GetAsync(run.Id)).Tasks.Values.Where(task => task.SkipReason == "pruned: not a target").Select(task => task.Name);

            var explained = Tasks(FlowExplanation.Of(flow, Values.FlowValue.EmptyObject, targets, force)).Where(task => task.Fate == TaskFate.Pruned);
            Assert.True(spared.ToHashSet().SetEquals(explained.Select(task => task.Name)), $"seed {seed}");
        }
    }

    private static IEnumerable<TaskExplanation> Tasks(FlowExplanation explanation) => explanation.Groups.SelectMany(group => group.Tasks);

    private static IEnumerable<string> Names(IEnumerable<TaskDescriptor> tasks) => tasks.SelectMany(task => task switch
    {
        ForeachTask loop => Names(loop.Tasks).Prepend(task.Name.Value),
        ChoiceTask choice => choice.Choices!.SelectMany(branch => Names(branch.Tasks)).Prepend(task.Name.Value),
        _ => [task.Name.Value],
    });
}
