namespace FlowKit.Storing;

/// <summary>What a renewal found.</summary>
/// <param name="IsHeld">
/// The session lives, for another lease. False for good: another session has taken over, and nothing this one saves is accepted.
/// </param>
/// <param name="NextEnd">In what time the first of the other leases runs out, zero when one has; null when there is none.</param>
/// <param name="Others">The numbers of the other sessions that live.</param>
public sealed record LeaseState(bool IsHeld, TimeSpan? NextEnd, IReadOnlyList<long> Others);
