using FlowKit.Errors;

namespace FlowKit.Descriptors;

/// <summary>A branch of a choice.</summary>
/// <param name="Condition">When the branch runs; null when not written, which validation refuses.</param>
/// <param name="Tasks">The tasks of the branch.</param>
/// <param name="Place">Where the branch begins.</param>
public sealed record ChoiceBranch(Located<string>? Condition, IReadOnlyList<TaskDescriptor> Tasks, SourcePlace Place);
