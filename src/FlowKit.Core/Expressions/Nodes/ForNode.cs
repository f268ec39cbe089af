using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>
/// <c>for x in items { }</c>, <c>for i, x in items { }</c>, <c>for key, value in map { }</c>; its value is nil. Items added by the body
/// are visited too.
/// </summary>
internal sealed class ForNode(string[] names, ExpressionNode items, ExpressionNode body, int position)
    : ExpressionNode(position, items, body)
{
    private readonly int _cost = 1 + body.Weight;
    private ExpressionNode _items = items;
    private ExpressionNode _body = body;
    private Variable[] _variables = [];

    public override ExpressionNode Bind(Binder binder)
    {
        _items = _items.Bind(binder);
        binder.Scope.EnterBlock();
        _variables = [.. names.Select(name => binder.Scope.Declare(name))];
        _body = _body.Bind(binder);
        binder.Scope.LeaveBlock();
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var value = _items.Evaluate(ref e);
        if (e.Stopped)
        {
            return default;
        }

        if (!Sequence.TryOpen(value, out var sequence))
        {
            return e.Fail(FlowErrorCodes.ExpressionType, _items.Position, $"{value.Description} has no items to go through");
        }

        for (var i = 0; i < sequence.Count && e.Spend(_cost, Position); i++)
        {
            SetVariables(ref e, sequence, value.AsMap, i);
            var result = e.Stopped ? default : _body.Evaluate(ref e);
            if (Loops.Ends(ref e))
            {
                e.PlaceFault(Position);
                return result;
            }
        }

        return default;
    }

    private void SetVariables(ref Evaluation e, Sequence sequence, MapValue? map, int index)
    {
        if (_variables.Length == 1)
        {
            _variables[0].Declare(ref e, sequence.Get(ref e, index));
            return;
        }

        _variables[0].Declare(ref e, map is null ? Operand.Of(index) : Operand.Of(map.NameAt(index)));
        _variables[1].Declare(ref e, map is null ? sequence.Get(ref e, index) : map.ValueAt(ref e, index));
    }
}
