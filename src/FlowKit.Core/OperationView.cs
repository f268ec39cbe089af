using FlowKit.Executions;

namespace FlowKit;

/// <summary>An operation that was carried out.</summary>
/// <param name="Operation">What was done.</param>
/// <param name="At">When.</param>
/// <param name="By">Who asked, as the host named them; null for unknown. A pause, resume or cancel that came with that of the caller of a sub-flow has none.</param>
/// <param name="Reason">Why; null for none given.</param>
/// <param name="Tasks">The instances that were named; the first 20 where there were more.</param>
/// <param name="TaskCount">How many were named.</param>
/// <param name="Detail">What more was said, in words, such as <c>as FAILED</c>; null for nothing.</param>
/// <param name="Epoch">The epoch of the execution since.</param>
public sealed record OperationView(
    FlowOperation Operation,
    DateTimeOffset At,
    string? By,
    string? Reason,
    IReadOnlyList<string> Tasks,
    int TaskCount,
    string? Detail,
    int Epoch);
