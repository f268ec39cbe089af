namespace FlowKit.Descriptors;

/// <summary>What failed branches mean for their loop.</summary>
public sealed record LoopFailureDescriptor
{
    /// <summary>No further branch begins once more than <see cref="Tolerate"/> have failed; else all run.</summary>
    public bool FailFast { get; init; }

    /// <summary>Up to this many failed branches are forgiven; 0 by default.</summary>
    public Located<int> Tolerate { get; init; }
}
