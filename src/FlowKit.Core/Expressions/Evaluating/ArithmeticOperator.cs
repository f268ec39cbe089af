namespace FlowKit.Expressions.Evaluating;

/// <summary>What two numbers can be combined by.</summary>
internal enum ArithmeticOperator : byte
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
}
