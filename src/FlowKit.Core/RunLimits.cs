namespace FlowKit;

/// <summary>Bounds of what an execution may hold; each is refused with its own code.</summary>
public sealed record RunLimits
{
    /// <summary>Bytes of a context as JSON, near enough; 16 MiB by default.</summary>
    public long ContextBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of one value that a mapping writes, as JSON, near enough; 8 MiB by default.</summary>
    public long ValueBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes of the body of a callback over HTTP; 1 MiB by default.</summary>
    public int CallbackBytes { get; init; } = 1024 * 1024;

    /// <summary>Items of a loop; 1,000,000 by default.</summary>
    public int LoopItems { get; init; } = 1_000_000;

    /// <summary>Sub-flows within sub-flows; 10 by default.</summary>
    public int SubFlowDepth { get; init; } = 10;

    /// <summary>Levels of a JSON value; 64 by default.</summary>
    public int JsonDepth { get; init; } = 64;
}
