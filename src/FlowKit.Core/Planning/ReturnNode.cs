using FlowKit.Descriptors;
using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>A <c>return</c> task, compiled.</summary>
internal sealed class ReturnNode(ReturnTask task, NodeParts parts) : TaskNode(task, parts)
{
    public ConditionPlan[] Conditions { get; } = MappingCompiler.OverInput(task.Conditions);
}
