using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>One value of the declared output, compiled, and the tasks of the top level it comes from.</summary>
internal sealed record OutputNode(string Name, MappingSource Source, int[] Tasks);
