namespace FlowKit.Expressions.Nodes;

/// <summary>What two values can be compared by.</summary>
internal enum ComparisonOperator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
