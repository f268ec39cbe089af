using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Running;

/// <summary>An execution that is to begin.</summary>
/// <param name="Plan">What it runs.</param>
/// <param name="Submitted">The caller's context, checked.</param>
/// <param name="Options">What the caller said besides; null for nothing.</param>
/// <param name="Parent">Who waits for it; null when the host started it.</param>
internal sealed record StartRequest(FlowPlan Plan, FlowValue Submitted, StartOptions? Options, ParentLink? Parent)
{
    /// <summary>The callback of the options as it is kept with the execution; missing for none.</summary>
    public FlowValue Callback { get; init; }

    /// <summary>The first calls that may be fused are made before the start is on record, on the thread that it begins on.</summary>
    public bool Fuses { get; init; }
}
