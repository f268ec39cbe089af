namespace FlowKit.Crash.Tests.Sharing;

/// <summary>What the database wrote down about sessions and owners, by its clock, in ticks.</summary>
/// <param name="Ends">When each session ended.</param>
/// <param name="HandedBack">The sessions that were given back in order, before their lease had run out.</param>
/// <param name="Owners">The sessions each execution belonged to, and since when, in order.</param>
/// <param name="Saves">How many saves were kept.</param>
internal sealed record StoreRecord(
    IReadOnlyDictionary<long, long> Ends,
    IReadOnlySet<long> HandedBack,
    IReadOnlyDictionary<string, List<(long At, long Session)>> Owners,
    long Saves);
