using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Functions;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary>A call: of a function of the language when there is no target, else of the function the target holds.</summary>
internal sealed class CallNode : ExpressionNode
{
    private readonly ExpressionNode[] _arguments;
    private ExpressionNode? _target;
    private BuiltIn? _builtIn;
    private FunctionValue? _fallback;

    /// <summary>A call of whatever the target holds, or by a name that is looked up first.</summary>
    public CallNode(ExpressionNode target, ExpressionNode[] arguments, int position)
        : base(position, [target, .. arguments]) => (_target, _arguments) = (target, arguments);

    public override ExpressionNode Bind(Binder binder)
    {
        BindTarget(binder);
        for (var i = 0; i < _arguments.Length; i++)
        {
            _arguments[i] = _arguments[i].Bind(binder);
        }

        if (_target is null)
        {
            CheckArguments(binder.Patterns);
        }

        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var target = _target?.Evaluate(ref e) ?? default;
        var buffer = default(ArgumentBuffer);
        Span<Operand> arguments = _arguments.Length <= ArgumentBuffer.Capacity
            ? buffer[.._arguments.Length]
            : new Operand[_arguments.Length];
        for (var i = 0; i < arguments.Length && !e.Stopped; i++)
        {
            arguments[i] = _arguments[i].Evaluate(ref e);
        }

        if (e.Stopped)
        {
            return default;
        }

        var value = _target is null ? _builtIn!.Call(ref e, arguments) : Invoke(ref e, target, arguments);
        e.PlaceFault(Position);
        return value;
    }

    private Operand Invoke(ref Evaluation e, Operand target, ReadOnlySpan<Operand> arguments) =>
        (target.AsFunction ?? _fallback) is { } function
            ? function.Invoke(ref e, arguments)
            : e.Fail(FlowErrorCodes.ExpressionType, Position, $"{target.Description} cannot be called");

    /// <summary>A function of the language is called where no variable has its name, and where that variable holds no function.</summary>
    private void BindTarget(Binder binder)
    {
        if (_target is not NameNode name)
        {
            _target = _target!.Bind(binder);
            return;
        }

        _builtIn = BuiltIns.Find(name.Name);
        _target = binder.Find(name.Name, name.Position);
        if (_target is null && _builtIn is null)
        {
            throw Binder.UnknownFunction(name.Name, name.Position);
        }

        _fallback = _target is null || _builtIn is null ? null : new FunctionValue(_builtIn);
    }

    private void CheckArguments(PatternMaker patterns)
    {
        if (_builtIn!.Misfit(_arguments.Length) is { } misfit)
        {
            throw new ExpressionSyntaxException(FlowErrorCodes.ExpressionArguments, Position, misfit);
        }

        var at = _builtIn.PatternArgument;
        if (at >= 0 && at < _arguments.Length && _arguments[at] is ConstantNode { Value.AsText: { } source } constant)
        {
            _arguments[at] = new ConstantNode(Operand.Of(patterns.Make(source, constant.Position)), constant.Position);
        }
    }
}
