using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Nodes;

/// <summary>A value that stands in the text.</summary>
internal sealed class ConstantNode(Operand value, int position) : ExpressionNode(position)
{
    public Operand Value { get; } = value;

    public override Operand Evaluate(ref Evaluation e) => Value;
}
