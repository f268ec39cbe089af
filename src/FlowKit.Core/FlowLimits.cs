namespace FlowKit;

/// <summary>Bounds of a flow. One that exceeds them is refused with a code of its own.</summary>
public sealed record FlowLimits
{
    /// <summary>Bytes of a descriptor's text; 4 MiB by default.</summary>
    public int DescriptorBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Tasks of a flow, those of branches included; 10,000 by default.</summary>
    public int Tasks { get; init; } = 10_000;

    /// <summary>Loops and choices around a task; 10 by default.</summary>
    public int Nesting { get; init; } = 10;
}
