namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>A branch of a choice.</summary>
internal sealed record BranchModel(ConditionModel Condition, IReadOnlyList<TaskModel> Tasks);
