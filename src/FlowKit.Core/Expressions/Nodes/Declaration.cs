using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>Makes variables of the running function anew.</summary>
internal static class Declaration
{
    public static void Declare(this Variable variable, ref Evaluation e, Operand value) =>
        e.Frame[variable.Slot] = variable.IsCaptured ? Operand.Of(new Cell(value)) : value;

    /// <summary>Makes variables as they are before anything is assigned: unset, or the root they stand for.</summary>
    public static void Begin(this IReadOnlyList<Variable> variables, ref Evaluation e)
    {
        foreach (var variable in variables)
        {
            var root = variable.Root < 0 ? default : e.Root(variable.Root);
            variable.Declare(ref e, root.IsMissing ? Operand.Unset : Operand.Of(root));
        }
    }
}
