using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>is_def(name)</c>: whether the variable was given anything, nil included; else whether the expression is not nil.</summary>
internal sealed class IsDefinedNode(ExpressionNode value, int position) : ExpressionNode(position, value)
{
    private readonly string? _name = (value as NameNode)?.Name;
    private ExpressionNode _value = value;

    public override ExpressionNode Bind(Binder binder)
    {
        _value = _name is null ? _value.Bind(binder) : binder.Find(_name, Position) ?? new ConstantNode(default, Position);
        return this;
    }

    public override Operand Evaluate(ref Evaluation e) => _value switch
    {
        VariableNode variable => Operand.Of(variable.IsDefined(ref e)),
        RootNode root => Operand.Of(!root.Read(ref e).IsMissing),
        _ => Operand.Of(!_value.Evaluate(ref e).IsNil && !e.Stopped),
    };
}
