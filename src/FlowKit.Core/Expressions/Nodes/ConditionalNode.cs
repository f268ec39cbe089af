using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>condition ? one : other</c>.</summary>
internal sealed class ConditionalNode(ExpressionNode condition, ExpressionNode one, ExpressionNode other, int position)
    : ExpressionNode(position, condition, one, other)
{
    private ExpressionNode _condition = condition;
    private ExpressionNode _one = one;
    private ExpressionNode _other = other;

    public override ExpressionNode Bind(Binder binder)
    {
        (_condition, _one, _other) = (_condition.Bind(binder), _one.Bind(binder), _other.Bind(binder));
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var holds = _condition.Holds(ref e);
        return e.Stopped ? default : holds ? _one.Evaluate(ref e) : _other.Evaluate(ref e);
    }
}
