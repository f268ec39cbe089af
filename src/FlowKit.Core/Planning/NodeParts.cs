using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>What a node has whatever its category, before it is known which one it becomes.</summary>
internal sealed record NodeParts(
    int Index, int[] Successors, int[] Predecessors, MappingPlan[] InputMappings, MappingPlan[] OutputMappings, FlowValue Parameters);
