namespace FlowKit.Sqlite;

/// <summary>When the disk is told to keep what was written.</summary>
public enum SqliteFlush
{
    /// <summary>At every commit: what was acknowledged survives the loss of power.</summary>
    EveryCommit,

    /// <summary>
    /// Now and then: what was acknowledged survives the end of the process, however sudden; the last moments before a loss of power may be
    /// gone, and nothing else. Many times as fast for one execution alone.
    /// </summary>
    AtCheckpoints,
}
