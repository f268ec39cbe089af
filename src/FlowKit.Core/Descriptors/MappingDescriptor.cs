using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Descriptors;

/// <summary>Moves one value, or stands for the mappings of a common name.</summary>
public sealed record MappingDescriptor
{
    /// <summary>A path (a text beginning with <c>$</c>) or a constant, as written; missing when there is none or it is null.</summary>
    public Located<FlowValue> Source { get; init; }

    /// <summary>The value, taken exactly as written, null included; missing when the mapping has a source instead.</summary>
    public FlowValue Value { get; init; }

    /// <summary>The path that is written; null only beside <see cref="Reference"/>.</summary>
    public Located<string>? Target { get; init; }

    /// <summary>An expression over <c>source</c>; null for none.</summary>
    public Located<string>? Transform { get; init; }

    /// <summary>A fault is recorded and the value not set; with false it fails the task.</summary>
    public bool Tolerance { get; init; } = true;

    /// <summary>The value, an object, is written member by member: what else its target holds stays. By default it takes the target's place.</summary>
    public bool Merge { get; init; }

    /// <summary>The name of the common mappings that stand here; null for a mapping of its own.</summary>
    public Located<string>? Reference { get; init; }

    /// <summary>Where the mapping begins.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
