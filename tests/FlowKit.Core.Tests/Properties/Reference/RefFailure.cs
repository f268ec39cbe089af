namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>Why a task failed: the code, and the instance it began with.</summary>
/// <param name="Code">FLOWnnnn.</param>
/// <param name="Task">The instance.</param>
/// <param name="IsSure">No other task failed at the same instant, so that another failure could count as the first.</param>
internal sealed record RefFailure(string Code, string Task, bool IsSure = true);
