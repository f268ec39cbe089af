namespace FlowKit.Steps;

/// <summary>Where what is written next goes on from: a task, or a case of a switch.</summary>
/// <param name="Task">The index of the task in its group.</param>
/// <param name="Case">The index of the case; -1 for the task itself.</param>
internal readonly record struct OpenEnd(int Task, int Case = -1);
