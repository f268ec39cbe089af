using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Nodes;

/// <summary>Members of a root, <c>context.user.name</c>, found without an object for each step.</summary>
internal sealed class RootPathNode(RootNode root, string[] names, int[] positions) : ExpressionNode(positions[^1])
{
    public override Operand Evaluate(ref Evaluation e)
    {
        var value = root.Read(ref e);
        for (var i = 0; i < names.Length; i++)
        {
            if (value.AsObjectNode is { } node)
            {
                value = node.Get(names[i]);
            }
            else
            {
                return value.IsNullOrMissing ? default : Containers.Member(ref e, Operand.Of(value), names[i], positions[i]);
            }
        }

        return Operand.Of(value);
    }

    public RootPathNode Then(string name, int position) => new(root, [.. names, name], [.. positions, position]);
}
