namespace FlowKit.Explaining;

/// <summary>One thing the optimiser does with a flow, or with a start of it.</summary>
/// <param name="Pass">The pass that does it.</param>
/// <param name="Task">The task it does it to.</param>
/// <param name="Text">What and why, in words.</param>
public sealed record PassNote(PlanPasses Pass, string Task, string Text);
