namespace FlowKit.Durable;

/// <summary>What a store has written so far.</summary>
internal readonly record struct StoreCounts(long Saves, long Commits, long Bytes);
