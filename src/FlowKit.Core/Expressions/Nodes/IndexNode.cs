using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>An item of a list or a member of a map: <c>target[index]</c>.</summary>
internal sealed class IndexNode(ExpressionNode target, ExpressionNode index, int position) : ExpressionNode(position, target, index)
{
    public ExpressionNode Target { get; private set; } = target;

    public ExpressionNode Index { get; private set; } = index;

    public override ExpressionNode Bind(Binder binder)
    {
        (Target, Index) = (Target.Bind(binder), Index.Bind(binder));
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var target = Target.Evaluate(ref e);
        var index = e.Stopped ? default : Index.Evaluate(ref e);
        if (e.Stopped)
        {
            return default;
        }

        var item = Containers.Item(ref e, target, index, Position);
        e.PlaceFault(Position);
        return item;
    }
}
