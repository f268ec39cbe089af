using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit;

/// <summary>An execution as it stands.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Flow"><c>workspace:dagName</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Context">Its context, reserved keys left out.</param>
/// <param name="Output">The declared output; missing while it runs and when none is declared.</param>
/// <param name="Tasks">Every instance of a scope that has begun, by instance name, in the order of the document, branches behind their parent.</param>
/// <param name="Failure">Why it failed; null unless it failed, was cancelled or timed out.</param>
/// <param name="EndCallback">Where the call that tells of the end stands: <c>owed</c>, <c>delivered</c> or <c>dead</c>; null when nobody is told.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
public sealed record ExecutionView(
    string ExecutionId,
    string Flow,
    ExecutionStatus Status,
    FlowValue Context,
    FlowValue Output,
    IReadOnlyDictionary<string, TaskView> Tasks,
    FlowFailure? Failure,
    string? EndCallback,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>Why the last try to tell of the end failed; null when none has, or the call was taken.</summary>
    public FlowFailure? EndCallbackFailure { get; init; }

    /// <summary>How much of it is done, 0 to 100, by the weights of its tasks; 100 only when it has ended.</summary>
    public int Progress { get; init; }
}
