using FlowKit.Values;

namespace FlowKit.Descriptors;

/// <summary>What a task counts for in the progress of its execution.</summary>
public sealed record ProgressDescriptor
{
    /// <summary>The share of the task beside the others; 1 by default.</summary>
    public Located<double> Weight { get; init; } = 1;

    /// <summary>An expression for the part that is done, 0 to 1; null to count it when it has ended.</summary>
    public Located<string>? Calculation { get; init; }

    /// <summary>Variables of the expression: a list of objects with <c>source</c> and <c>variable</c>.</summary>
    public FlowValue Args { get; init; } = FlowValue.EmptyArray;
}
