using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>-</c> of a number, <c>~</c> of a whole number, <c>!</c> of a condition.</summary>
internal sealed class UnaryNode(char op, ExpressionNode value, int position) : ExpressionNode(position, value)
{
    private ExpressionNode _value = value;

    public override ExpressionNode Bind(Binder binder)
    {
        _value = _value.Bind(binder);
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        if (op == '!')
        {
            return Operand.Of(!_value.Holds(ref e));
        }

        var value = _value.Evaluate(ref e);
        if (e.Stopped)
        {
            return default;
        }

        return op == '-' ? Arithmetic.Negate(ref e, value, Position)
            : value.IsLong ? Operand.Of(~value.AsLong)
            : e.Fail(FlowErrorCodes.ExpressionType, Position, $"'~' takes a whole number of 64 bits, not {value.Description}");
    }
}
