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
    /// <summary>
    /// Every attempt by the time it began: those that tasks stand at, and the last 2,000 of those that others came after or that an operator
    /// took back.
    /// </summary>
    public IReadOnlyList<AttemptView> Attempts { get; init; } = [];

    /// <summary>How many attempts before these are no longer kept.</summary>
    public int AttemptsDropped { get; init; }

    /// <summary>What was done by hand and not refused, in order; the last 200.</summary>
    public IReadOnlyList<OperationView> Operations { get; init; } = [];

    /// <summary>How many operations before these are no longer kept.</summary>
    public int OperationsDropped { get; init; }

    /// <summary>Where the time of each instance went that began or waits to.</summary>
    public IReadOnlyDictionary<string, TaskTimeView> Tasks { get; init; } = new Dictionary<string, TaskTimeView>();

    /// <summary>
    /// What the end waited for, in order: the instance that ended last, before it the predecessor that arrived last, and so on; behind a loop or
    /// choice the instances of its branch that ended last. Empty while the execution runs.
    /// </summary>
    public IReadOnlyList<string> CriticalPath { get; init; } = [];
}
