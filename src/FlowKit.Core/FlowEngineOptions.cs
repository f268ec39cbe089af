namespace FlowKit;

/// <summary>Bounds and addresses of an engine. Copied when the engine is built.</summary>
public sealed record FlowEngineOptions
{
    /// <summary>10,000.</summary>
    public const int DefaultKeptExecutions = 10_000;

    /// <summary>1,024.</summary>
    public const int DefaultHotExecutions = 1_024;

    /// <summary>1 hour.</summary>
    public static readonly TimeSpan DefaultKeptFor = TimeSpan.FromHours(1);

    /// <summary>How many finished executions the in-memory store keeps; the oldest go first. 10,000 by default.</summary>
    public int KeptExecutions { get; init; } = DefaultKeptExecutions;

    /// <summary>How long the in-memory store keeps a finished execution. 1 hour by default.</summary>
    public TimeSpan KeptFor { get; init; } = DefaultKeptFor;

    /// <summary>How many executions that wait are held in memory ready to go on; the others are read back from the store. 1,024 by default.</summary>
    public int HotExecutions { get; init; } = DefaultHotExecutions;

    /// <summary>Where executors reach the host, such as <c>https://flows.example</c>; null when it has no callback address.</summary>
    public Uri? ServerUrl { get; init; }

    /// <summary>The path of the callback endpoint's group; <c>/flow</c> by default.</summary>
    public string CallbackPrefix { get; init; } = "/flow";

    /// <summary>Bounds of flows.</summary>
    public FlowLimits FlowLimits { get; init; } = new();

    /// <summary>Bounds of values and loops.</summary>
    public RunLimits RunLimits { get; init; } = new();

    /// <summary>Deltas of so many bytes are always kept; 16 KiB by default.</summary>
    internal long SmallestSnapshot { get; init; } = 16 * 1024;

    /// <summary>A snapshot is saved when the deltas have grown to so many times the last one; 2 by default.</summary>
    internal int SnapshotGrowth { get; init; } = 2;
}
