using FlowKit.Expressions.Evaluating;
using FlowKit.Values;

namespace FlowKit.Expressions.Nodes;

/// <summary>A root read straight from the input: in an expression that changes nothing.</summary>
internal sealed class RootNode(int root, int position) : ExpressionNode(position)
{
    public int Root { get; } = root;

    /// <summary>The names from the root to what is read of it; none for all of it.</summary>
    public string[] Members { get; set; } = [];

    public override Operand Evaluate(ref Evaluation e) => Operand.Of(e.Root(Root));

    public FlowValue Read(ref Evaluation e) => e.Root(Root);
}
