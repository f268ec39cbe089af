using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>A mapping, transform or expression that reads the context.</summary>
/// <param name="Task">The task it belongs to.</param>
/// <param name="Key">The name below <c>$.context</c>.</param>
/// <param name="IsOutput">It runs at the end of the task, not at its start.</param>
/// <param name="Place">Where the source or expression stands.</param>
internal readonly record struct ContextRead(ListedTask Task, string Key, bool IsOutput, SourcePlace Place);
