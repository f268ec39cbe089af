using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>A variable: in the frame of its function, in a cell when functions inside see it, or such a cell seen from inside.</summary>
internal sealed class VariableNode(Variable variable, int capture, int position) : ExpressionNode(position)
{
    public override Operand Evaluate(ref Evaluation e)
    {
        var value = Raw(ref e);
        return value.IsUnset ? default : value;
    }

    /// <summary>Whether anything, nil included, was assigned to it; for a root, whether the input has it.</summary>
    public bool IsDefined(ref Evaluation e) => !Raw(ref e).IsUnset;

    public void Assign(ref Evaluation e, Operand value)
    {
        if (capture >= 0)
        {
            e.Captures[capture].Value = value;
        }
        else if (variable.IsCaptured)
        {
            e.Frame[variable.Slot].AsCell!.Value = value;
        }
        else
        {
            e.Frame[variable.Slot] = value;
        }
    }

    private Operand Raw(ref Evaluation e)
    {
        if (capture >= 0)
        {
            return e.Captures[capture].Value;
        }

        var value = e.Frame[variable.Slot];
        return variable.IsCaptured ? value.AsCell!.Value : value;
    }
}
