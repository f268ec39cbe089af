using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>A mapping that writes the context.</summary>
/// <param name="Task">The task it belongs to.</param>
/// <param name="Trail">Where it writes, as <see cref="PathShape.Trail"/> has it.</param>
/// <param name="IsOutput">It runs at the end of the task, not at its start.</param>
/// <param name="Place">Where the target stands.</param>
internal readonly record struct ContextWrite(ListedTask Task, string Trail, bool IsOutput, SourcePlace Place);
