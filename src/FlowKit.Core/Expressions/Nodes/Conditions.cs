using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Nodes;

/// <summary>Reads a condition: only true and false are one.</summary>
internal static class Conditions
{
    /// <summary>Whether the condition holds; false, and stopped, when it is not a boolean.</summary>
    public static bool Holds(this ExpressionNode condition, ref Evaluation e)
    {
        var value = condition.Evaluate(ref e);
        if (!e.Stopped && !value.IsBoolean)
        {
            e.Fail(FlowErrorCodes.ExpressionType, condition.Position, $"a condition must be true or false, but is {value.Description}");
        }

        return !e.Stopped && value.IsTrue;
    }
}
