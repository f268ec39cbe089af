namespace FlowKit.PostgreSql;

/// <summary>What a store and its sessions have written since the store was opened.</summary>
/// <param name="Saves">Saves that were taken, those of new executions included.</param>
/// <param name="Commits">Transactions. Saves that come at once share one.</param>
/// <param name="Bytes">The bytes of the saves, headers not counted.</param>
public readonly record struct PostgreSqlStoreCounts(long Saves, long Commits, long Bytes);
