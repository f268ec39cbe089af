using FlowKit.Errors;

namespace FlowKit.Descriptors;

/// <summary>When a stored result of a task is reused.</summary>
public sealed record CacheDescriptor
{
    /// <summary>An expression over <c>input</c>; null for the whole input.</summary>
    public Located<string>? Key { get; init; }

    /// <summary>Results of another version are not reused; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>How long a result may be reused; null for as long as it is kept.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Where the block begins.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
