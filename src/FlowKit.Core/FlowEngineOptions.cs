namespace FlowKit;

/// <summary>Bounds and addresses of an engine. Copied when the engine is built.</summary>
public sealed record FlowEngineOptions
{
    /// <summary>10,000.</summary>
    public const int DefaultKeptExecutions = 10_000;

    /// <summary>1,024.</summary>
    public const int DefaultHotExecutions = 1_024;

    /// <summary>256.</summary>
    public const int DefaultHeldFlowVersions = 256;

    /// <summary>1 hour.</summary>
    public static readonly TimeSpan DefaultKeptFor = TimeSpan.FromHours(1);

    /// <summary>31 days.</summary>
    public static readonly TimeSpan DefaultCallbackTokenLifetime = TimeSpan.FromDays(31);

    /// <summary>15 seconds.</summary>
    public static readonly TimeSpan DefaultLease = TimeSpan.FromSeconds(15);

    /// <summary>Half a second.</summary>
    public static readonly TimeSpan ShortestLease = TimeSpan.FromMilliseconds(500);

    /// <summary>How many finished executions the in-memory store keeps; the oldest go first. 10,000 by default.</summary>
    public int KeptExecutions { get; init; } = DefaultKeptExecutions;

    /// <summary>How long the in-memory store keeps a finished execution. 1 hour by default.</summary>
    public TimeSpan KeptFor { get; init; } = DefaultKeptFor;

    /// <summary>How many executions that wait are held in memory ready to go on; the others are read back from the store. 1,024 by default.</summary>
    public int HotExecutions { get; init; } = DefaultHotExecutions;

    /// <summary>
    /// How many versions of flows that no longer start under their name are held in memory; others are read again from the store when an
    /// execution needs them. 256 by default.
    /// </summary>
    public int HeldFlowVersions { get; init; } = DefaultHeldFlowVersions;

    /// <summary>
    /// Where executors reach the host, such as <c>https://flows.example</c>; null when it has no callback address, or one that the web host
    /// knows itself.
    /// </summary>
    public Uri? ServerUrl { get; init; }

    /// <summary>The path of the callback endpoint's group; <c>/flow</c> by default.</summary>
    public string CallbackPrefix { get; init; } = "/flow";

    /// <summary>
    /// The key of callback tokens, which prove that whoever calls back was given the address by this host: 32 random bytes in base64, say,
    /// the same on every machine and after every start. Null for a key that is drawn at the start and gone with the process.
    /// </summary>
    public string? CallbackSecret { get; init; }

    /// <summary>
    /// Callbacks over HTTP need the token of the address they were given, else anybody who knows the ids may complete a task. Null, the
    /// default, to need them once there is a <see cref="CallbackSecret"/>.
    /// </summary>
    public bool? RequireCallbackTokens { get; init; }

    /// <summary>
    /// How long a callback token is good when the attempt has no time limit; with one it is good until an hour after that limit. 31 days by default.
    /// </summary>
    public TimeSpan CallbackTokenLifetime { get; init; } = DefaultCallbackTokenLifetime;

    /// <summary>
    /// How long this engine owns executions without renewing it, when other engines use the same store: what an engine owned that died is
    /// taken over when its lease has run out. Renewed at a third. Null, the default, when the engine has its store to itself; stores made
    /// for several machines set <see cref="DefaultLease"/>. At least <see cref="ShortestLease"/>.
    /// </summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>Names the engine among those that share its store, for people; the machine and the process by default.</summary>
    public string EngineName { get; init; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Bounds of flows.</summary>
    public FlowLimits FlowLimits { get; init; } = new();

    /// <summary>Bounds of values and loops.</summary>
    public RunLimits RunLimits { get; init; } = new();

    /// <summary>
    /// What the optimiser may do with flows that are added from now on. All by default; <see cref="PlanPasses.None"/> switches it off.
    /// </summary>
    public PlanPasses PlanPasses { get; init; } = PlanPasses.All;

    internal bool NeedsCallbackTokens => RequireCallbackTokens ?? CallbackSecret is not null;

    /// <summary>The name of the type alone: one of the values is a secret.</summary>
    public override string ToString() => nameof(FlowEngineOptions);

    /// <summary>Of the times that executions in the store wait for, so many are held in memory at once; 1,024 by default.</summary>
    internal int TimersAtOnce { get; init; } = 1_024;

    /// <summary>Deltas of so many bytes are always kept; 16 KiB by default.</summary>
    internal long SmallestSnapshot { get; init; } = 16 * 1024;

    /// <summary>A snapshot is saved when the deltas it would replace come to so many times its size; 2 by default, below 0 always.</summary>
    internal int SnapshotGrowth { get; init; } = 2;
}
