namespace FlowKit.Executions;

/// <summary>An operation that was carried out.</summary>
/// <param name="Kind">What.</param>
/// <param name="Tasks">The instances it named, the first of them where they are many.</param>
/// <param name="TaskCount">How many it named.</param>
/// <param name="Detail">What more it said, in words; null for nothing.</param>
/// <param name="By">Who asked; null for unknown.</param>
/// <param name="Reason">Why; null for none given.</param>
/// <param name="At">When, in UTC ticks.</param>
/// <param name="Epoch">The epoch of the execution since.</param>
internal sealed record PastOperation(
    FlowOperation Kind, string[] Tasks, int TaskCount, string? Detail, string? By, string? Reason, long At, int Epoch);
