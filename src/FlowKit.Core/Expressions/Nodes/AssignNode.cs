using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>name = value</c>; its value is the value assigned.</summary>
internal sealed class AssignNode(string name, ExpressionNode value, int position) : ExpressionNode(position, value)
{
    private ExpressionNode _value = value;
    private VariableNode _variable = null!;

    public override ExpressionNode Bind(Binder binder)
    {
        _value = _value.Bind(binder);
        _variable = binder.Node(binder.Scope.Find(name)!, Position);
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var value = _value.Evaluate(ref e);
        if (!e.Stopped)
        {
            _variable.Assign(ref e, value);
        }

        return value;
    }
}
