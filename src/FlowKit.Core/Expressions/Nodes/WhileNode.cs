using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>while condition { }</c>; its value is nil.</summary>
internal sealed class WhileNode(ExpressionNode condition, ExpressionNode body, int position) : ExpressionNode(position, condition, body)
{
    private readonly int _cost = condition.Weight + body.Weight;
    private ExpressionNode _condition = condition;
    private ExpressionNode _body = body;

    public override ExpressionNode Bind(Binder binder)
    {
        (_condition, _body) = (_condition.Bind(binder), _body.Bind(binder));
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        while (e.Spend(_cost, Position) && _condition.Holds(ref e))
        {
            var value = _body.Evaluate(ref e);
            if (Loops.Ends(ref e))
            {
                return value;
            }
        }

        return default;
    }
}
