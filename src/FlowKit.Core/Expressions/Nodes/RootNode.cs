using FlowKit.Expressions.Evaluating;
using FlowKit.Values;

namespace FlowKit.Expressions.Nodes;

/// <summary>A root read straight from the input: in an expression that changes nothing.</summary>
internal sealed class RootNode(int root, int position) : ExpressionNode(position)
{
    public override Operand Evaluate(ref Evaluation e) => Operand.Of(e.Root(root));

    public FlowValue Read(ref Evaluation e) => e.Root(root);
}
