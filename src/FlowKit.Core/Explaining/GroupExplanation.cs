namespace FlowKit.Explaining;

/// <summary>Tasks that share a context, explained.</summary>
/// <param name="Owner">The loop or choice they are inside; null for the top level.</param>
/// <param name="Branch">The number of the branch, from 0, for a choice; null for others.</param>
/// <param name="Condition">When the branch runs, for a choice; null for others.</param>
/// <param name="Tasks">The tasks by stage, and within a stage as they were written.</param>
/// <param name="Together">Tasks, two or more each, that run in one go: without a hop between them and with one save for all.</param>
public sealed record GroupExplanation(
    string? Owner,
    int? Branch,
    string? Condition,
    IReadOnlyList<TaskExplanation> Tasks,
    IReadOnlyList<IReadOnlyList<string>> Together);
