using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>A name as written; binding replaces it.</summary>
internal sealed class NameNode(string name, int position) : ExpressionNode(position)
{
    public string Name { get; } = name;

    public override ExpressionNode Bind(Binder binder) => binder.Resolve(Name, Position);

    public override Operand Evaluate(ref Evaluation e) => throw new InvalidOperationException("A name is bound before it is evaluated.");
}
