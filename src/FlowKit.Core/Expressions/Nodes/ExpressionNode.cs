using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>A part of a compiled expression. Changed only while it is bound; evaluating changes nothing in it.</summary>
internal abstract class ExpressionNode
{
    protected ExpressionNode(int position, params ReadOnlySpan<ExpressionNode?> children)
    {
        Position = position;
        Height = 1;
        Weight = 1;
        foreach (var child in children)
        {
            Height = Math.Max(Height, 1 + (child?.Height ?? 0));
            Weight += child?.Weight ?? 0;
        }
    }

    /// <summary>The offset in the text that a fault of this node names.</summary>
    public int Position { get; }

    /// <summary>How many nodes may wait for one another when this one is evaluated.</summary>
    public int Height { get; }

    /// <summary>What evaluating it once costs in steps, loops and calls aside.</summary>
    public int Weight { get; protected init; }

    /// <summary>Gives names their meaning; the node to use in place of this one.</summary>
    public virtual ExpressionNode Bind(Binder binder) => this;

    /// <summary>The value; without meaning when <see cref="Evaluation.Stopped"/> is set afterwards, but for a return.</summary>
    public abstract Operand Evaluate(ref Evaluation e);
}
