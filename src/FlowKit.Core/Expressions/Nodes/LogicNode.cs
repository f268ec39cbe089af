using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>&amp;&amp;</c> or <c>||</c>; the right side is looked at only where it decides.</summary>
internal sealed class LogicNode(bool isAnd, ExpressionNode left, ExpressionNode right, int position) : ExpressionNode(position, left, right)
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
        var left = _left.Holds(ref e);
        return Operand.Of(e.Stopped || left != isAnd ? left : _right.Holds(ref e));
    }
}
