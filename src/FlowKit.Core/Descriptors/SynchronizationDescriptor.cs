using FlowKit.Values;

namespace FlowKit.Descriptors;

/// <summary>How many branches of a loop run at once.</summary>
public sealed record SynchronizationDescriptor
{
    /// <summary>The bound applies when all of them hold; empty for always.</summary>
    public IReadOnlyList<Located<string>> Conditions { get; init; } = [];

    /// <summary>A number, a text that is one, or a path into <c>$.input</c>.</summary>
    public Located<FlowValue> MaxConcurrency { get; init; }
}
