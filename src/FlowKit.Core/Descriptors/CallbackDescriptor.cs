using FlowKit.Errors;

namespace FlowKit.Descriptors;

/// <summary>Who is told when an execution has ended.</summary>
public sealed record CallbackDescriptor
{
    /// <summary>Which dispatcher and address.</summary>
    public required Located<string> ResourceName { get; init; }

    /// <summary>The call holds the view of the execution.</summary>
    public bool FullDagInfo { get; init; }

    /// <summary>The call holds the whole context.</summary>
    public bool FullContext { get; init; }

    /// <summary>What fills the call's input from <c>$.context</c>.</summary>
    public IReadOnlyList<MappingDescriptor> InputMappings { get; init; } = [];

    /// <summary>Where the block begins.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
