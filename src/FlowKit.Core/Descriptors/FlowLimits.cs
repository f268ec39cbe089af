namespace FlowKit.Descriptors;

/// <summary>How large the text of a flow may be. A text beyond one of them is refused with a code of its own.</summary>
public sealed record FlowLimits
{
    /// <summary>The text in bytes of UTF-8; 4 MiB by default.</summary>
    public int TextBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Tasks in the whole document, those of branches included; 10,000 by default.</summary>
    public int Tasks { get; init; } = 10_000;

    /// <summary>How many loops and choices may stand around a task; 10 by default.</summary>
    public int Nesting { get; init; } = 10;
}
