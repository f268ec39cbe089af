namespace FlowKit.Executions;

/// <summary>Something the execution of a sub-flow is to be told. Owed until that execution has it on record, or is none.</summary>
/// <param name="Child">The id of the sub-flow's execution.</param>
/// <param name="Kind">What.</param>
/// <param name="Reason">Why, for a cancel.</param>
internal readonly record struct ChildOrder(string Child, ChildOrderKind Kind, string? Reason);
