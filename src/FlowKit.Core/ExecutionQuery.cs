using FlowKit.Executions;

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

    /// <summary>How many at most, 1 to 1,000; 100 by default.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Where the page before ended; null for the first page.</summary>
    public string? Cursor { get; init; }
}
