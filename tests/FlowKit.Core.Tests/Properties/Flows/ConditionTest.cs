namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>What a condition asks of a member.</summary>
internal enum ConditionTest
{
    IsThere,
    Equals,
    AtLeast,
    LessThan,
}
