using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit;

/// <summary>Which executions to list.</summary>
public sealed record ExecutionQuery
{
    /// <summary>Only those of this flow, <c>workspace:dagName</c>; null for all.</summary>
    public string? Flow { get; init; }

    /// <summary>Only those that stand there; null for all.</summary>
    public ExecutionStatus? Status { get; init; }

    /// <summary>Only those with this key; null for all.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>Only those with a key of this type; null for all.</summary>
    public string? BusinessKeyType { get; init; }

    /// <summary>Only those that this creator started; null for all.</summary>
    public string? Creator { get; init; }

    /// <summary>Only those that ended with a failure of this code; null for all.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Only those that started then or later; null for all.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Only those that started before then; null for all.</summary>
    public DateTimeOffset? StartedBefore { get; init; }

    /// <summary>Those that started first come first; false, the default, for those that started last.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>How many at most, 1 to 1,000; 100 by default.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Where the page before ended, in a list of the same order; null for the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>One of the texts is none that a store keeps: nothing is found by it.</summary>
    internal bool AsksForUnkeepable => !(KeepableText.Is(Flow) && KeepableText.Is(BusinessKey) && KeepableText.Is(BusinessKeyType) &&
        KeepableText.Is(Creator) && KeepableText.Is(ErrorCode));

    /// <summary>Whether a header passes every filter.</summary>
    internal bool IsMetBy(ExecutionHeader header) =>
        (Flow is null || header.Flow == Flow) &&
        (Status is null || header.Status == Status) &&
        (BusinessKey is null || header.BusinessKey == BusinessKey) &&
        (BusinessKeyType is null || header.BusinessKeyType == BusinessKeyType) &&
        (Creator is null || header.Creator == Creator) &&
        (ErrorCode is null || header.ErrorCode == ErrorCode) &&
        (StartedFrom is null || header.StartedAt >= StartedFrom) &&
        (StartedBefore is null || header.StartedAt < StartedBefore);
}
