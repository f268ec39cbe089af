using FlowKit.Descriptors;
using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>A <c>choice</c> task, compiled: for each branch its condition and its group.</summary>
internal sealed class ChoiceNode(ChoiceTask task, NodeParts parts, GroupPlan[] groups) : TaskNode(task, parts)
{
    public ConditionPlan[] Conditions { get; } =
        MappingCompiler.OverInput([.. task.Choices!.Select(branch => branch.Condition!.Value)]);

    public GroupPlan[] Groups { get; } = groups;

    public override bool Writes => WritesWhere(static _ => true);

    /// <summary>Whether it changes something outside when only branches run whose condition may hold.</summary>
    public bool WritesWhere(Func<ConditionPlan, bool> mayHold) =>
        base.Writes || Groups.Index().Any(branch => mayHold(Conditions[branch.Index]) && Array.Exists(branch.Item.Tasks, inner => inner.Writes));
}
