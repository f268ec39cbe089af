using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>Statements one after the other with names of their own. Its value is that of the last one.</summary>
internal sealed class BlockNode(ExpressionNode[] statements, int position) : ExpressionNode(position, statements)
{
    private Variable[] _functions = [];

    public override ExpressionNode Bind(Binder binder)
    {
        binder.Scope.EnterBlock();
        _functions = [.. statements.OfType<FunctionNode>().Select(function => binder.Scope.Declare(function.Name))];
        for (var i = 0; i < statements.Length; i++)
        {
            statements[i] = statements[i].Bind(binder);
        }

        binder.Scope.LeaveBlock();
        return statements.Length == 1 && _functions.Length == 0 ? statements[0] : this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        _functions.Begin(ref e);
        Operand value = default;
        foreach (var statement in statements)
        {
            value = statement.Evaluate(ref e);
            if (e.Stopped)
            {
                break;
            }
        }

        return value;
    }
}
