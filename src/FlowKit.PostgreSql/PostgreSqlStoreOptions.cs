namespace FlowKit.PostgreSql;

/// <summary>How a <see cref="PostgreSqlStateStore"/> keeps executions.</summary>
public sealed record PostgreSqlStoreOptions
{
    /// <summary>The default of <see cref="Schema"/>.</summary>
    public const string DefaultSchema = "flowkit";

    /// <summary>The default of <see cref="KeptExecutions"/>.</summary>
    public const int DefaultKeptExecutions = 100_000;

    /// <summary>The default of <see cref="LargestGroup"/>.</summary>
    public const int DefaultLargestGroup = 1_024;

    /// <summary>The default of <see cref="LargestGroupBytes"/>: 8 MiB.</summary>
    public const int DefaultLargestGroupBytes = 8 * 1024 * 1024;

    /// <summary>The default of <see cref="Writers"/>.</summary>
    public const int DefaultWriters = 2;

    /// <summary>The default of <see cref="KeptFor"/>: 30 days.</summary>
    public static readonly TimeSpan DefaultKeptFor = TimeSpan.FromDays(30);

    /// <summary>The default of <see cref="Patience"/>: 5 seconds.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(5);

    /// <summary>The schema that holds the tables, which nothing else may stand in; 1 to 63 bytes, <c>flowkit</c> by default.</summary>
    public string Schema { get; init; } = DefaultSchema;

    /// <summary>
    /// Whether a store is laid out where there is none, and an older one brought up to date; true by default. False for a tool that looks at
    /// what is there, and where that is done by hand: see <see cref="PostgreSqlStateStore.SchemaScript"/>.
    /// </summary>
    public bool MayLayOut { get; init; } = true;

    /// <summary>
    /// How many finished executions are kept; those that ended first go first, in batches, so that up to a tenth more may be there for a
    /// while. What has not ended is kept whatever its number. 100,000 by default.
    /// </summary>
    public int KeptExecutions { get; init; } = DefaultKeptExecutions;

    /// <summary>How long a finished execution is kept; looked at while executions are saved. 30 days by default.</summary>
    public TimeSpan KeptFor { get; init; } = DefaultKeptFor;

    /// <summary>How long a save waits for a lost connection to come back before it fails; 5 seconds by default.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <summary>How many connections a session writes with, 1 to 16; each has the saves of a part of the executions. 2 by default.</summary>
    public int Writers { get; init; } = DefaultWriters;

    /// <summary>How many saves share a commit at most, 1 to 1,024; 1,024 by default.</summary>
    public int LargestGroup { get; init; } = DefaultLargestGroup;

    /// <summary>How many bytes the saves of a commit hold at most, but for the last of them; 8 MiB by default.</summary>
    public int LargestGroupBytes { get; init; } = DefaultLargestGroupBytes;

    /// <exception cref="ArgumentException">A bound is out of its range, or the schema cannot be a name.</exception>
    internal PostgreSqlStoreOptions Checked()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Schema);
        if (System.Text.Encoding.UTF8.GetByteCount(Schema) > 63 || Schema.StartsWith("pg_", StringComparison.Ordinal) || Schema.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The schema is no name PostgreSQL takes: 1 to 63 bytes that do not begin with 'pg_'.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(KeptExecutions);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeptFor, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Writers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Writers, 16);
        ArgumentOutOfRangeException.ThrowIfLessThan(LargestGroup, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LargestGroup, DefaultLargestGroup);
        ArgumentOutOfRangeException.ThrowIfLessThan(LargestGroupBytes, 1);
        return this;
    }
}
