using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Functions;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>A function written in the expression; evaluating it makes the function with the variables it sees.</summary>
internal sealed class LambdaNode(string[] parameters, IReadOnlyCollection<string> assigned, ExpressionNode body, int position)
    : ExpressionNode(position, body)
{
    // What invoking and a function over a list put on the stack beside the body.
    private const int CallHeight = 3;

    private readonly int _height = body.Height + CallHeight;
    private readonly int _cost = body.Weight + 1;
    private ExpressionNode _body = body;
    private Variable[] _parameters = [];
    private IReadOnlyList<Variable> _assigned = [];
    private FunctionScope _scope = null!;

    public override ExpressionNode Bind(Binder binder)
    {
        binder.EnterFunction();
        _parameters = [.. parameters.Select(name => binder.Scope.Declare(name))];
        _assigned = binder.DeclareAssigned(assigned);
        _body = _body.Bind(binder);
        _scope = binder.LeaveFunction();
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var captures = _scope.Captures;
        var cells = new Cell[captures.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var (isSlot, index) = captures[i];
            cells[i] = isSlot ? e.Frame[index].AsCell! : e.Captures[index];
        }

        e.Allocate(16 + cells.Length);
        return Operand.Of(new FunctionValue(this, cells));
    }

    public Operand Invoke(ref Evaluation e, Cell[] cells, ReadOnlySpan<Operand> arguments)
    {
        if (arguments.Length != _parameters.Length)
        {
            return e.Fail(
                FlowErrorCodes.ExpressionArguments,
                $"the function takes {BuiltIn.Arguments(_parameters.Length)}, but was given {arguments.Length}");
        }

        if (!e.Enter(_height) || !e.Spend(_cost))
        {
            return default;
        }

        var (frame, captures) = (e.Frame, e.Captures);
        (e.Frame, e.Captures) = (_scope.Slots == 0 ? [] : new Operand[_scope.Slots], cells);
        for (var i = 0; i < arguments.Length; i++)
        {
            _parameters[i].Declare(ref e, arguments[i]);
        }

        _assigned.Begin(ref e);
        var value = _body.Evaluate(ref e);
        if (e.Signal == Signal.Return)
        {
            e.Signal = Signal.None;
        }

        (e.Frame, e.Captures) = (frame, captures);
        e.Leave(_height);
        return value;
    }
}
