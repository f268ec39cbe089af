using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Mapping;
using FlowKit.Planning;

namespace FlowKit.Explaining;

/// <summary>The conditions that decide what happens when a task begins, in the order they were written.</summary>
internal static class TaskConditions
{
    /// <param name="node">The task.</param>
    /// <param name="holds">Whether a condition of it holds; null when that is not known.</param>
    public static IReadOnlyList<ConditionExplanation> Of(TaskNode node, Func<ConditionPlan, bool?> holds) => node switch
    {
        ReturnNode back => Listed("condition", 1, Texts(((ReturnTask)back.Descriptor).Conditions), back.Conditions, holds),
        ChoiceNode choice => Listed("branch", 0, ((ChoiceTask)choice.Descriptor).Choices!.Select(one => one.Condition!.Value.Value), choice.Conditions, holds),
        SwitchNode route => [.. Cases(route, (SwitchTask)route.Descriptor, holds)],
        SuspenseNode wait =>
        [
            .. Listed("condition", 1, Texts(((SuspenseTask)wait.Descriptor).Conditions), wait.Conditions, _ => null),
            .. Listed("interruption", 1, Texts(((SuspenseTask)wait.Descriptor).Interruptions), wait.Interruptions, _ => null),
        ],
        _ => [],
    };

    private static IEnumerable<string> Texts(IReadOnlyList<Located<string>>? written) => (written ?? []).Select(one => one.Value);

    private static ConditionExplanation[] Listed(
        string name, int first, IEnumerable<string> written, ConditionPlan[] compiled, Func<ConditionPlan, bool?> holds) =>
        [.. written.Zip(compiled).Select((one, index) => new ConditionExplanation(Name(name, first + index), one.First, [], holds(one.Second)))];

    private static IEnumerable<ConditionExplanation> Cases(SwitchNode route, SwitchTask written, Func<ConditionPlan, bool?> holds)
    {
        // The compiled cases are those that were written with the default behind the others.
        var compiled = new Queue<SwitchNode.Case>(route.Cases);
        var known = Array.ConvertAll(route.Cases, one => one.Condition is null ? false : holds(one.Condition));
        bool? noneHolds = known.Contains(true) ? false : known.Contains(null) ? null : true;
        foreach (var (index, one) in written.Switches.Index())
        {
            yield return new(
                Name("case", index + 1),
                one.Condition?.Value ?? string.Empty,
                [.. one.Next.Select(next => next.Value)],
                one.IsDefault ? noneHolds : holds(compiled.Dequeue().Condition!));
        }
    }

    private static string Name(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
}
