using FlowKit.Descriptors;
using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>A <c>switch</c> task, compiled: the cases in order, the default cases last.</summary>
internal sealed class SwitchNode(SwitchTask task, NodeParts parts, GroupEdges edges) : TaskNode(task, parts)
{
    public Case[] Cases { get; } =
    [
        .. task.Switches!.OrderBy(one => one.IsDefault).Select(one => new Case(
            one.IsDefault ? null : MappingCompiler.OverInput(one.Condition!.Value),
            edges.IndexesOf(one.Next),
            one.Break)),
    ];

    /// <summary>A case; the default has no condition.</summary>
    internal readonly record struct Case(ConditionPlan? Condition, int[] Targets, bool Break);
}
