using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit;

/// <summary>How an execution ended.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Status">SUCCEED, FAILED, CANCELED or TIMEOUT.</param>
/// <param name="Context">The whole context at the end.</param>
/// <param name="Output">The declared output of the flow; the context when the flow declares none.</param>
/// <param name="Failure">Why it failed: the failure of the first failed task; null unless it failed, was cancelled or timed out.</param>
public sealed record FlowResult(string ExecutionId, ExecutionStatus Status, FlowValue Context, FlowValue Output, FlowFailure? Failure)
{
    /// <summary>It ended as SUCCEED.</summary>
    public bool Succeeded => Status == ExecutionStatus.Succeed;
}
