using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>target.name = value</c> and <c>target[index] = value</c>; the value is the value assigned.</summary>
internal sealed class AssignItemNode(ExpressionNode target, ExpressionNode index, ExpressionNode value, int position)
    : ExpressionNode(position, target, index, value)
{
    private ExpressionNode _target = target;
    private ExpressionNode _index = index;
    private ExpressionNode _value = value;

    public override ExpressionNode Bind(Binder binder)
    {
        (_target, _index, _value) = (_target.Bind(binder), _index.Bind(binder), _value.Bind(binder));
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var target = _target.Evaluate(ref e);
        var index = e.Stopped ? default : _index.Evaluate(ref e);
        var value = e.Stopped ? default : _value.Evaluate(ref e);
        if (!e.Stopped)
        {
            Containers.SetItem(ref e, target, index, value, Position);
            e.PlaceFault(Position);
        }

        return value;
    }
}
