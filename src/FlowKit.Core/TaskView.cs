using FlowKit.Descriptors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit;

/// <summary>A task instance as it stands.</summary>
/// <param name="Name">Its instance name, such as <c>loop_2-encode</c>.</param>
/// <param name="Category">What it is.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Attempts">How many attempts it has had.</param>
/// <param name="Input">The mapped input; missing before it began.</param>
/// <param name="Output">What came of it; missing when nothing did.</param>
/// <param name="Failure">Why it, or its last attempt, failed; null for no failure.</param>
/// <param name="MappingFaults">Mappings that could not be carried out and were tolerated.</param>
/// <param name="SkipReason">Why it was skipped, in words; null when it was not.</param>
/// <param name="StartedAt">When its first attempt began; null before.</param>
/// <param name="EndedAt">When it ended; null before.</param>
public sealed record TaskView(
    string Name,
    TaskCategory Category,
    FlowTaskStatus Status,
    int Attempts,
    FlowValue Input,
    FlowValue Output,
    FlowFailure? Failure,
    IReadOnlyList<FlowFailure> MappingFaults,
    string? SkipReason,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>
    /// Its attempt may have gone out before a crash, and what came of it is not known: the task waits for <see cref="IFlowEngine.RepeatAsync"/>,
    /// or for its outcome by <see cref="IFlowEngine.CompleteTaskAsync"/>. Only with <c>onUnknown: ask</c>.
    /// </summary>
    public bool IsInDoubt { get; init; }

    /// <summary>The instances that follow it, in its own branch.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];
}
