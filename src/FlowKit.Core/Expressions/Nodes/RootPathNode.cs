using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Nodes;

/// <summary>Members of a root, <c>context.user.name</c>, found without an object for each step.</summary>
internal sealed class RootPathNode : ExpressionNode
{
    private readonly RootNode _root;
    private readonly string[] _names;
    private readonly int[] _positions;

    public RootPathNode(RootNode root, string[] names, int[] positions)
        : base(positions[^1])
    {
        (_root, _names, _positions) = (root, names, positions);
        root.Members = names;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var value = _root.Read(ref e);
        for (var i = 0; i < _names.Length; i++)
        {
            if (value.AsObjectNode is { } node)
            {
                value = node.Get(_names[i]);
            }
            else
            {
                return value.IsNullOrMissing ? default : Containers.Member(ref e, Operand.Of(value), _names[i], _positions[i]);
            }
        }

        return Operand.Of(value);
    }

    public RootPathNode Then(string name, int position) => new(_root, [.. _names, name], [.. _positions, position]);
}
