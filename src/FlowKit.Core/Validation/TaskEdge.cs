using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>A way from a task to one of its group.</summary>
/// <param name="To">Where it leads.</param>
/// <param name="Place">Where it was written.</param>
/// <param name="Case">The number of the case of a switch that opens it; -1 for any other.</param>
/// <param name="IsInferred">A source refers to the task's output, which adds the way.</param>
internal readonly record struct TaskEdge(ListedTask To, SourcePlace Place, int Case = -1, bool IsInferred = false);
