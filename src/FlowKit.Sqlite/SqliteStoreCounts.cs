namespace FlowKit.Sqlite;

/// <summary>What a store has written since it was opened.</summary>
/// <param name="Saves">Saves that were taken, those of new executions included.</param>
/// <param name="Commits">Transactions, which is how often the disk was told to keep what was written. Saves that come at once share one.</param>
/// <param name="Bytes">The bytes of the saves, headers not counted.</param>
public readonly record struct SqliteStoreCounts(long Saves, long Commits, long Bytes);
