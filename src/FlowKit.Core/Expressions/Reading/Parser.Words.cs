using System.Collections.Frozen;
using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Nodes;

namespace FlowKit.Expressions.Reading;

/// <summary>This part: the words and operators of the language.</summary>
internal sealed partial class Parser
{
    private const int LongestFunctionName = 40;
    private const string NoExceptions = "the language has no exceptions: a fault ends the expression";
    private const string NoTypes = "the language has no access to types or files";

    private static readonly FrozenSet<string> Words = new[]
    {
        "let", "if", "elsif", "else", "for", "in", "while", "break", "continue", "return", "lambda", "end", "fn", "true", "false", "nil",
        "try", "catch", "finally", "throw", "new", "use",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["try"] = NoExceptions,
        ["catch"] = NoExceptions,
        ["finally"] = NoExceptions,
        ["throw"] = NoExceptions,
        ["new"] = NoTypes,
        ["use"] = NoTypes,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The operators between two values: a higher number binds more tightly.</summary>
    private static readonly FrozenDictionary<string, (int Strength, MakeNode Make)> Binary =
        new Dictionary<string, (int, MakeNode)>(StringComparer.Ordinal)
        {
            ["||"] = (1, (left, right, at) => new LogicNode(isAnd: false, left, right, at)),
            ["&&"] = (2, (left, right, at) => new LogicNode(isAnd: true, left, right, at)),
            ["|"] = (3, Combine(ArithmeticOperator.Or)),
            ["^"] = (4, Combine(ArithmeticOperator.Xor)),
            ["&"] = (5, Combine(ArithmeticOperator.And)),
            ["=="] = (6, Compare(ComparisonOperator.Equal)),
            ["!="] = (6, Compare(ComparisonOperator.NotEqual)),
            ["=~"] = (6, (left, right, at) => new MatchNode(left, right, at)),
            ["<"] = (7, Compare(ComparisonOperator.Less)),
            ["<="] = (7, Compare(ComparisonOperator.LessOrEqual)),
            [">"] = (7, Compare(ComparisonOperator.Greater)),
            [">="] = (7, Compare(ComparisonOperator.GreaterOrEqual)),
            ["<<"] = (8, Combine(ArithmeticOperator.ShiftLeft)),
            [">>"] = (8, Combine(ArithmeticOperator.ShiftRight)),
            [">>>"] = (8, Combine(ArithmeticOperator.ShiftRightUnsigned)),
            ["+"] = (9, Combine(ArithmeticOperator.Add)),
            ["-"] = (9, Combine(ArithmeticOperator.Subtract)),
            ["*"] = (10, Combine(ArithmeticOperator.Multiply)),
            ["/"] = (10, Combine(ArithmeticOperator.Divide)),
            ["%"] = (10, Combine(ArithmeticOperator.Remainder)),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private delegate ExpressionNode MakeNode(ExpressionNode left, ExpressionNode right, int position);

    private static MakeNode Combine(ArithmeticOperator op) =>
        (left, right, at) => new ArithmeticNode(op, left, right, at);

    private static MakeNode Compare(ComparisonOperator op) =>
        (left, right, at) => new ComparisonNode(op, left, right, at);
}
