namespace FlowKit.Storing;

/// <summary>Where a record lies.</summary>
/// <param name="Chunk">The piece of memory.</param>
/// <param name="From">Its first byte.</param>
/// <param name="Length">Its bytes; 0 for no record.</param>
internal readonly record struct RecordPlace(int Chunk, int From, int Length);
