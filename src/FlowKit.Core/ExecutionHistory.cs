using FlowKit.Executions;

namespace FlowKit;

/// <summary>What came of an execution so far, what is past included. Bounded: the oldest of what is past goes first.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Flow"><c>workspace:dagName</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Epoch">How often an operator had tasks run again.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
public sealed record ExecutionHistory(
    string ExecutionId,
    string Flow,
    ExecutionStatus Status,
    int Epoch,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>What was done by hand and not refused, in order; the last 200.</summary>
    public IReadOnlyList<OperationView> Operations { get; init; } = [];

    /// <summary>How many operations before these are no longer kept.</summary>
    public int OperationsDropped { get; init; }
}
