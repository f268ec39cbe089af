using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>return value;</c> ends the function, or the expression.</summary>
internal sealed class ReturnNode(ExpressionNode value, int position) : ExpressionNode(position, value)
{
    private ExpressionNode _value = value;

    public override ExpressionNode Bind(Binder binder)
    {
        _value = _value.Bind(binder);
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var value = _value.Evaluate(ref e);
        if (!e.Stopped)
        {
            e.Signal = Signal.Return;
        }

        return value;
    }
}
