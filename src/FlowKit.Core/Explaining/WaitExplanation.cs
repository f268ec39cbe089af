namespace FlowKit.Explaining;

/// <summary>Why a task follows another.</summary>
/// <param name="Task">The task that comes first.</param>
/// <param name="Inferred">Nobody wrote the edge: it follows because the task reads the other's output.</param>
/// <param name="Why">The edge in words: its <c>next</c>, the cases that open it, what is read.</param>
public sealed record WaitExplanation(string Task, bool Inferred, string Why);
