namespace FlowKit.Planning;

/// <summary>One thing the optimiser did.</summary>
/// <param name="Pass">The pass that did it.</param>
/// <param name="Task">The task it did it to, by its name in the document.</param>
/// <param name="Text">What and why, for people.</param>
internal readonly record struct PlanNote(PlanPasses Pass, string Task, string Text);
