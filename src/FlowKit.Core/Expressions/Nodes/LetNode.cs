using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>let name = value;</c> has no value itself. A function sees its own name.</summary>
internal sealed class LetNode(string name, ExpressionNode value, int position) : ExpressionNode(position, value)
{
    private readonly bool _isFunction = value is LambdaNode;
    private ExpressionNode _value = value;
    private Variable _variable = null!;

    public override ExpressionNode Bind(Binder binder)
    {
        if (_isFunction)
        {
            _variable = binder.Scope.Declare(name);
        }

        _value = _value.Bind(binder);
        _variable ??= binder.Scope.Declare(name);
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        if (_isFunction && _variable.IsCaptured)
        {
            var cell = new Cell(default);
            e.Frame[_variable.Slot] = Operand.Of(cell);
            cell.Value = _value.Evaluate(ref e);
            return default;
        }

        var value = _value.Evaluate(ref e);
        if (e.Stopped)
        {
            return value;
        }

        _variable.Declare(ref e, value);
        return default;
    }
}
