using System.Text;
using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>A text with expressions in it: <c>"n is #{n}"</c>.</summary>
internal sealed class InterpolationNode(ExpressionNode[] parts, int position) : ExpressionNode(position, parts)
{
    public override ExpressionNode Bind(Binder binder)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i].Bind(binder);
        }

        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var value = part.Evaluate(ref e);
            var piece = e.Stopped ? string.Empty : Texts.Of(ref e, value);
            if (e.Stopped || !e.Allocate(2L * piece.Length))
            {
                e.PlaceFault(part.Position);
                return default;
            }

            text.Append(piece);
        }

        return Operand.Of(text.ToString());
    }
}
