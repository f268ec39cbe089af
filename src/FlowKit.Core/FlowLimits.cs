namespace FlowKit;

/// <summary>Bounds that keep a flow of a stranger from hurting its host; each is refused with its own code.</summary>
public sealed record FlowLimits
{
    /// <summary>Bytes of a descriptor's text; 4 MiB by default.</summary>
    public int DescriptorBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Tasks of a flow; 10,000 by default.</summary>
    public int Tasks { get; init; } = 10_000;

    /// <summary>Groups within groups; 10 by default.</summary>
    public int Nesting { get; init; } = 10;

    /// <summary>Bytes of a context as JSON; 16 MiB by default.</summary>
    public int ContextBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of one value that a mapping writes, as JSON; 8 MiB by default.</summary>
    public int ValueBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Items of a loop; 1,000,000 by default.</summary>
    public int LoopItems { get; init; } = 1_000_000;

    /// <summary>Levels of a JSON value; 64 by default.</summary>
    public int JsonDepth { get; init; } = 64;
}
