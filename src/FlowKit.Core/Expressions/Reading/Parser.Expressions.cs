using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Nodes;

namespace FlowKit.Expressions.Reading;

/// <summary>This part: operators, assignments, members and items.</summary>
internal sealed partial class Parser
{
    private ExpressionNode ParseExpression()
    {
        Nest();
        var left = ParseConditional();
        if (Sees("="))
        {
            left = ParseAssignment(left);
        }

        _nesting--;
        return left;
    }

    private ExpressionNode ParseAssignment(ExpressionNode target)
    {
        var at = Take().Position;
        if (target is NameNode name)
        {
            _notes.Assign(name.Name);
            return Made(new AssignNode(name.Name, ParseValue(), name.Position));
        }

        var item = target is DottedNode dotted ? dotted.Members : target;
        if (item is not (PropertyNode or IndexNode))
        {
            throw Fault(at, "only a variable, a member or an item can be assigned to");
        }

        _notes.ChangesValues = true;
        var (owner, index) = item is PropertyNode property
            ? (property.Target, new ConstantNode(Operand.Of(property.Name), property.Position))
            : (((IndexNode)item).Target, ((IndexNode)item).Index);
        return Made(new AssignItemNode(owner, index, ParseValue(), item.Position));
    }

    private ExpressionNode ParseConditional()
    {
        var condition = ParseBinary(weakest: 1);
        if (!Sees("?"))
        {
            return condition;
        }

        Nest();
        var at = Take().Position;
        var one = ParseConditional();
        Expect(":", "in the condition begun with '?'");
        var other = ParseConditional();
        _nesting--;
        return Made(new ConditionalNode(condition, one, other, at));
    }

    private ExpressionNode ParseBinary(int weakest)
    {
        var left = ParseUnary();
        while (_token.Kind == TokenKind.Symbol && Binary.TryGetValue(_token.Text, out var op) && op.Strength >= weakest)
        {
            var at = Take().Position;
            left = Made(op.Make(left, ParseBinary(op.Strength + 1), at));
        }

        return left;
    }

    private ExpressionNode ParseUnary()
    {
        if (_token.Kind != TokenKind.Symbol || _token.Text is not ("!" or "-" or "~"))
        {
            return ParsePower();
        }

        Nest();
        var op = Take();
        var value = ParseUnary();
        _nesting--;
        return op.Text == "-" && value is ConstantNode { Value: { IsLong: true } number } && number.AsLong != long.MinValue
            ? new ConstantNode(Operand.Of(-number.AsLong), op.Position)
            : Made(new UnaryNode(op.Text[0], value, op.Position));
    }

    /// <summary><c>a ** b</c>: to the right first, and before a sign at its left.</summary>
    private ExpressionNode ParsePower()
    {
        var value = ParsePostfix();
        if (!Sees("**"))
        {
            return value;
        }

        Nest();
        var at = Take().Position;
        var exponent = ParseUnary();
        _nesting--;
        return Made(new ArithmeticNode(ArithmeticOperator.Power, value, exponent, at));
    }

    private ExpressionNode ParsePostfix()
    {
        var value = ParsePrimary();
        while (true)
        {
            if (Sees("["))
            {
                var at = Take().Position;
                var index = ParseExpression();
                Expect("]", "after the index");
                value = Made(new IndexNode(value, index, at));
            }
            else if (Sees("("))
            {
                var at = _token.Position;
                value = Made(new CallNode(value, ParseArguments(), at));
            }
            else if (Sees("."))
            {
                Take();
                value = Made(Member(value));
            }
            else
            {
                return value;
            }
        }
    }

    private PropertyNode Member(ExpressionNode target)
    {
        if (_token.Kind != TokenKind.Name)
        {
            throw Fault(_token.Position, $"a member's name is missing before {_token.Description}");
        }

        var name = Take();
        return new(target, name.Text, name.Position);
    }
}
