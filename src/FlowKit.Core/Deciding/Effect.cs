using FlowKit.Dispatching;
using FlowKit.Executions;

namespace FlowKit.Deciding;

/// <summary>One thing owed. It follows from the saved state, so a crash before it is done is repaired from the store alone.</summary>
/// <param name="Kind">What.</param>
/// <param name="Task">For which task; null for the execution.</param>
/// <param name="Attempt">Which attempt of it; the number of what a sub-flow is to be told.</param>
/// <param name="Reason">Why an attempt is cancelled.</param>
internal readonly record struct Effect(EffectKind Kind, TaskState? Task, int Attempt, CancelReason Reason = CancelReason.None)
{
    /// <summary>The epoch the attempt counts in.</summary>
    public int Epoch { get; } = Task?.Epoch ?? 0;
}
