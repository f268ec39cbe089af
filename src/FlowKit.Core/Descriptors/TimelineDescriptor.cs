using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Descriptors;

/// <summary>Time limits and delays of a task. Each value is a number, a text that is one, or a path into <c>$.input</c>.</summary>
public sealed record TimelineDescriptor
{
    /// <summary>Seconds an attempt may take; missing for no limit.</summary>
    public Located<FlowValue> TimeoutInSeconds { get; init; }

    /// <summary>Seconds all attempts together may take; missing for no limit.</summary>
    public Located<FlowValue> TotalTimeoutInSeconds { get; init; }

    /// <summary>Seconds from readiness to the start; missing for none.</summary>
    public Located<FlowValue> SuspenseIntervalSeconds { get; init; }

    /// <summary>Epoch milliseconds of the start; missing for none.</summary>
    public Located<FlowValue> SuspenseTimestamp { get; init; }

    /// <summary>With tolerance, a suspense at its time limit is SKIPPED.</summary>
    public bool SkipOnTimeout { get; init; }

    /// <summary>Where the block begins.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
