using FlowKit.Values;

namespace FlowKit.Executions;

/// <summary>Why a task, or an execution, failed. Data, stored with the attempt; never an exception.</summary>
/// <param name="Code"><c>FLOWnnnn</c>, or the code an executor gave.</param>
/// <param name="Message">What happened, in a sentence.</param>
/// <param name="Detail">What the executor said about it: a status code, the beginning of a body; missing when nothing.</param>
/// <param name="Retryable">Another attempt may succeed.</param>
/// <param name="Task">The instance whose failure it is, where it travelled up from a branch; null for the task's own.</param>
public sealed record FlowFailure(string Code, string Message, FlowValue Detail = default, bool Retryable = true, string? Task = null);
