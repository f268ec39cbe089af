using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Functions;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>
/// Names joined by points, as written: members of a variable, or a function of the language that is passed on (<c>string.length</c>).
/// Binding replaces it.
/// </summary>
internal sealed class DottedNode(string first, string name, PropertyNode members, int position) : ExpressionNode(position, members)
{
    public PropertyNode Members => members;

    /// <summary>The target of a call must be a member of something known.</summary>
    public bool IsCalled { get; init; }

    public override ExpressionNode Bind(Binder binder)
    {
        if (binder.Knows(first))
        {
            return members.Bind(binder);
        }

        if (BuiltIns.Find(name) is { } function)
        {
            return new ConstantNode(Operand.Of(new FunctionValue(function)), Position);
        }

        return IsCalled ? throw Binder.UnknownFunction(name, Position) : members.Bind(binder);
    }

    public override Operand Evaluate(ref Evaluation e) => throw new InvalidOperationException("A name is bound before it is evaluated.");
}
