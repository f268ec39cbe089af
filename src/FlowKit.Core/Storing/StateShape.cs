using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Storing;

/// <summary>What a saved state must fit: the plan, as far as reading needs it.</summary>
/// <param name="GroupSizes">How many tasks each group has.</param>
/// <param name="BranchesOf">How many branches a task has, by its node and its input; -1 for one that has none.</param>
/// <param name="GroupOf">The group of a branch of a task that has so many.</param>
/// <param name="ContextAtBegin">What the context of such a branch began with.</param>
internal sealed record StateShape(
    int[] GroupSizes,
    Func<TaskState, int> BranchesOf,
    Func<TaskState, int, int> GroupOf,
    Func<TaskState, int, ValueEditor> ContextAtBegin);
