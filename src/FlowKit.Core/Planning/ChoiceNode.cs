using FlowKit.Descriptors;
using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>A <c>choice</c> task, compiled: for each branch its condition and its group.</summary>
internal sealed class ChoiceNode(ChoiceTask task, NodeParts parts, GroupPlan[] groups) : TaskNode(task, parts)
{
    public ConditionPlan[] Conditions { get; } =
        MappingCompiler.OverInput([.. task.Choices!.Select(branch => branch.Condition!.Value)]);

    public GroupPlan[] Groups { get; } = groups;

    public override bool Writes => base.Writes || Array.Exists(Groups, group => Array.Exists(group.Tasks, inner => inner.Writes));
}
