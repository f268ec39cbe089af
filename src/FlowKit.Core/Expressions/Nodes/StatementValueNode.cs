using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>A statement used as a value: <c>let a = if x { 1 } else { 2 };</c>. A <c>return</c> in it gives that value.</summary>
internal sealed class StatementValueNode(ExpressionNode statement) : ExpressionNode(statement.Position, statement)
{
    private ExpressionNode _statement = statement;

    public override ExpressionNode Bind(Binder binder)
    {
        _statement = _statement.Bind(binder);
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var value = _statement.Evaluate(ref e);
        if (e.Signal == Signal.Return)
        {
            e.Signal = Signal.None;
        }

        return value;
    }
}
