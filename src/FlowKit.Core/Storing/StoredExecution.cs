namespace FlowKit.Storing;

/// <summary>An execution as a store gives it back.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Version">The version of the last save.</param>
/// <param name="Saves">The last snapshot, if there was one, and the deltas after it, in the order they were saved.</param>
public sealed record StoredExecution(ExecutionHeader Header, long Version, IReadOnlyList<ReadOnlyMemory<byte>> Saves);
