using FlowKit.Descriptors;

namespace FlowKit.Explaining;

/// <summary>A task, explained.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Category">What it is.</param>
/// <param name="Stage">From 1: it comes after tasks of lower stages only, and beside those of its own.</param>
/// <param name="Does">What it does, in words.</param>
/// <param name="WaitsFor">The tasks it follows; it begins at once when there are none.</param>
/// <param name="Reads">The places of the context it may read, such as <c>$.context.user.name</c>.</param>
/// <param name="Writes">The places of the context it may write.</param>
/// <param name="Conditions">Its conditions in the order they were written, and which of them are decided.</param>
/// <param name="Fate">Whether it runs.</param>
/// <param name="Why">Why it is needed, pruned or skipped; null when there is nothing to say.</param>
public sealed record TaskExplanation(
    string Name,
    TaskCategory Category,
    int Stage,
    string Does,
    IReadOnlyList<WaitExplanation> WaitsFor,
    IReadOnlyList<string> Reads,
    IReadOnlyList<string> Writes,
    IReadOnlyList<ConditionExplanation> Conditions,
    TaskFate Fate,
    string? Why);
