using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>Two values compared.</summary>
internal sealed class ComparisonNode(ComparisonOperator op, ExpressionNode left, ExpressionNode right, int position)
    : ExpressionNode(position, left, right)
{
    private ExpressionNode _left = left;
    private ExpressionNode _right = right;

    public override ExpressionNode Bind(Binder binder)
    {
        (_left, _right) = (_left.Bind(binder), _right.Bind(binder));
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var left = _left.Evaluate(ref e);
        var right = e.Stopped ? default : _right.Evaluate(ref e);
        if (e.Stopped)
        {
            return default;
        }

        var holds = Holds(ref e, op, left, right, Position);
        e.PlaceFault(Position);
        return holds ? Operand.True : Operand.False;
    }

    public static bool Holds(ref Evaluation e, ComparisonOperator op, Operand left, Operand right, int position) => op switch
    {
        ComparisonOperator.Equal => Comparison.AreEqual(ref e, left, right),
        ComparisonOperator.NotEqual => !Comparison.AreEqual(ref e, left, right),
        ComparisonOperator.Less => Comparison.Compare(ref e, left, right, position) < 0,
        ComparisonOperator.LessOrEqual => Comparison.Compare(ref e, left, right, position) <= 0,
        ComparisonOperator.Greater => Comparison.Compare(ref e, left, right, position) > 0,
        _ => Comparison.Compare(ref e, left, right, position) >= 0,
    };
}
