using FlowKit.Errors;

namespace FlowKit.Descriptors;

/// <summary>The list a loop runs over and the names of its parts.</summary>
public sealed record IterationMappingDescriptor
{
    /// <summary>A path into <c>$.input</c>; null when not written, which validation refuses.</summary>
    public Located<string>? Collection { get; init; }

    /// <summary>The name under which a branch's context holds its item; null for none.</summary>
    public Located<string>? Item { get; init; }

    /// <summary>The name under which a branch's context holds its number, from 0; null for none.</summary>
    public Located<string>? Index { get; init; }

    /// <summary>A path from <c>$.iteration.element</c>: a label for people; null for none.</summary>
    public Located<string>? Identity { get; init; }

    /// <summary>Where the block begins.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
