using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>Two numbers combined, or two texts joined.</summary>
internal sealed class ArithmeticNode(ArithmeticOperator op, ExpressionNode left, ExpressionNode right, int position)
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
        return e.Stopped ? default : Arithmetic.Apply(ref e, op, left, right, Position);
    }
}
