using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Nodes;

namespace FlowKit.Expressions.Functions;

/// <summary>Operators passed on as functions: <c>reduce(list, +, 0)</c>.</summary>
internal static class OperatorFunctions
{
    public static readonly BuiltIn[] All =
    [
        .. Enum.GetValues<ArithmeticOperator>().Select(op => new BuiltIn(
            Arithmetic.SymbolOf(op), 2, 2, (ref e, arguments) => Arithmetic.Apply(ref e, op, arguments[0], arguments[1], -1))),
        Compare("==", ComparisonOperator.Equal),
        Compare("!=", ComparisonOperator.NotEqual),
        Compare("<", ComparisonOperator.Less),
        Compare("<=", ComparisonOperator.LessOrEqual),
        Compare(">", ComparisonOperator.Greater),
        Compare(">=", ComparisonOperator.GreaterOrEqual),
        new("!", 1, 1, Not),
    ];

    private static BuiltIn Compare(string symbol, ComparisonOperator op) => new(
        symbol, 2, 2, (ref e, arguments) => Operand.Of(ComparisonNode.Holds(ref e, op, arguments[0], arguments[1], -1)));

    private static Operand Not(ref Evaluation e, ReadOnlySpan<Operand> arguments) => arguments[0].IsBoolean
        ? Operand.Of(!arguments[0].IsTrue)
        : e.FailArgument(0, "boolean", arguments[0]);
}
