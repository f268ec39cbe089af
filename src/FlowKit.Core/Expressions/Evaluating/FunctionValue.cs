using FlowKit.Expressions.Functions;
using FlowKit.Expressions.Nodes;

namespace FlowKit.Expressions.Evaluating;

/// <summary>A function as a value: one of the language, or one the expression wrote, with the variables it sees.</summary>
internal sealed class FunctionValue
{
    private const int BuiltInHeight = 4;

    private readonly LambdaNode? _code;
    private readonly Cell[] _cells;

    public FunctionValue(BuiltIn builtIn)
    {
        BuiltIn = builtIn;
        _cells = [];
    }

    public FunctionValue(LambdaNode code, Cell[] cells)
    {
        _code = code;
        _cells = cells;
    }

    public BuiltIn? BuiltIn { get; }

    /// <summary>The same function of the language, or the very same of the expression.</summary>
    public bool IsSame(FunctionValue? other) => BuiltIn is null ? ReferenceEquals(this, other) : ReferenceEquals(BuiltIn, other?.BuiltIn);

    public Operand Invoke(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (_code is not null)
        {
            return _code.Invoke(ref e, _cells, arguments);
        }

        if (!e.Enter(BuiltInHeight))
        {
            return default;
        }

        var value = BuiltIn!.Call(ref e, arguments);
        e.Leave(BuiltInHeight);
        return value;
    }
}
