using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>fn name(a, b) { }</c>. The block it stands in declares the name, so that functions of a block may call each other.</summary>
internal sealed class FunctionNode(string name, LambdaNode function, int position) : ExpressionNode(position, function)
{
    private VariableNode _variable = null!;

    public string Name { get; } = name;

    public override ExpressionNode Bind(Binder binder)
    {
        function.Bind(binder);
        _variable = binder.Node(binder.Scope.Find(Name)!, Position);
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        _variable.Assign(ref e, function.Evaluate(ref e));
        return default;
    }
}
