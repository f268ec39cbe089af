using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>What a store knows of an execution without reading its state.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Flow"><c>workspace:dagName</c>.</param>
/// <param name="FlowVersion">The fingerprint of the descriptor it runs.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="BusinessKey">The caller's own key; null for none.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="EndedAt">When it ended; null while it has not.</param>
/// <param name="NextDue">When the engine must look at it again, by itself; null when it only waits for news from outside.</param>
/// <param name="NeedsOwner">It is owed something now: a dispatch, or the news of its end.</param>
public sealed record ExecutionHeader(
    string ExecutionId,
    string Flow,
    string FlowVersion,
    ExecutionStatus Status,
    string? BusinessKey,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? NextDue,
    bool NeedsOwner)
{
    /// <summary>What kind of key <see cref="BusinessKey"/> is, such as <c>order</c>; null for none.</summary>
    public string? BusinessKeyType { get; init; }

    /// <summary>Who started it, as the host names them; null for unknown.</summary>
    public string? Creator { get; init; }

    /// <summary>The code of the failure it ended with, such as <c>FLOW4001</c>; up to 200 characters; null while it has not ended, or ended well.</summary>
    public string? ErrorCode { get; init; }
}
