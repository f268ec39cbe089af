namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>A case of a switch; the default one has no condition.</summary>
internal sealed record CaseModel(ConditionModel? Condition, IReadOnlyList<string> Next, bool Break);
