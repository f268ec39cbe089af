using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>One value of the declared output, compiled, and the tasks of the top level it comes from.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Value">What gives the value; nothing is written.</param>
/// <param name="Tasks">The tasks, by their number.</param>
internal sealed record OutputNode(string Name, MappingPlan Value, int[] Tasks);
