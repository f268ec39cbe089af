namespace FlowKit.Sqlite;

/// <summary>How a <see cref="SqliteStateStore"/> keeps executions.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The default of <see cref="KeptExecutions"/>.</summary>
    public const int DefaultKeptExecutions = 100_000;

    /// <summary>The default of <see cref="CheckedBytes"/>: 8 MiB, which takes some milliseconds.</summary>
    public const long DefaultCheckedBytes = 8 * 1024 * 1024;

    /// <summary>The default of <see cref="KeptFor"/>: 30 days.</summary>
    public static readonly TimeSpan DefaultKeptFor = TimeSpan.FromDays(30);

    /// <summary>When the disk is told to keep what was written; at every commit by default.</summary>
    public SqliteFlush Flush { get; init; } = SqliteFlush.EveryCommit;

    /// <summary>
    /// How many finished executions are kept; those that ended first go first, in batches, so that up to a tenth more, 64 at most, may be there
    /// for a while. What has not ended is kept whatever its number. 100,000 by default.
    /// </summary>
    public int KeptExecutions { get; init; } = DefaultKeptExecutions;

    /// <summary>How long a finished execution is kept; looked at when something is saved, and when the store is opened. 30 days by default.</summary>
    public TimeSpan KeptFor { get; init; } = DefaultKeptFor;

    /// <summary>A file up to this size, in bytes, is checked for damage when it is opened; a larger one when damage is met. 8 MiB by default.</summary>
    public long CheckedBytes { get; init; } = DefaultCheckedBytes;

    /// <summary>How many pages of 4 KiB the file may have, for tests of a full disk; 0 for no bound.</summary>
    internal int LargestPages { get; init; }

    /// <summary>The write-ahead log is moved into the file when it has so many pages of 4 KiB; 4,000 by default, which are 16 MiB.</summary>
    internal int CheckpointPages { get; init; } = 4_000;

    /// <exception cref="ArgumentOutOfRangeException">A bound is negative.</exception>
    internal SqliteStoreOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(KeptExecutions);
        ArgumentOutOfRangeException.ThrowIfNegative(CheckedBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeptFor, TimeSpan.Zero);
        return this;
    }
}
