using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed class JumpNode(Signal signal, int position) : ExpressionNode(position)
{
    public override Operand Evaluate(ref Evaluation e)
    {
        e.Signal = signal;
        return default;
    }
}
