using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>if</c>, <c>elsif</c>, <c>else</c>: conditions and blocks in turn, and a last block for <c>else</c>.</summary>
internal sealed class IfNode(ExpressionNode[] parts, int position) : ExpressionNode(position, parts)
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
        for (var i = 0; i + 1 < parts.Length; i += 2)
        {
            var holds = parts[i].Holds(ref e);
            if (e.Stopped)
            {
                return default;
            }

            if (holds)
            {
                return parts[i + 1].Evaluate(ref e);
            }
        }

        return parts.Length % 2 == 0 ? default : parts[^1].Evaluate(ref e);
    }
}
