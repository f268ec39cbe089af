using FlowKit.Descriptors;
using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>A <c>suspense</c> task, compiled.</summary>
internal sealed class SuspenseNode(SuspenseTask task, NodeParts parts) : TaskNode(task, parts)
{
    public ConditionPlan[] Conditions { get; } = MappingCompiler.OverInput(task.Conditions);

    public ConditionPlan[] Interruptions { get; } = MappingCompiler.OverInput(task.Interruptions);
}
