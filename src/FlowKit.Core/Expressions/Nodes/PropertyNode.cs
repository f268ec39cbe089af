using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>A member of a map: <c>target.name</c>.</summary>
internal sealed class PropertyNode : ExpressionNode
{
    public PropertyNode(ExpressionNode target, string name, int position)
        : base(position, target)
    {
        (Target, Name) = (target, name);
        Weight += name.Length / 64;
    }

    public ExpressionNode Target { get; private set; }

    public string Name { get; }

    public override ExpressionNode Bind(Binder binder)
    {
        Target = Target.Bind(binder);
        return Target switch
        {
            RootNode root => new RootPathNode(root, [Name], [Position]),
            RootPathNode path => path.Then(Name, Position),
            _ => this,
        };
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var target = Target.Evaluate(ref e);
        if (e.Stopped)
        {
            return default;
        }

        var member = Containers.Member(ref e, target, Name, Position);
        e.PlaceFault(Position);
        return member;
    }
}
