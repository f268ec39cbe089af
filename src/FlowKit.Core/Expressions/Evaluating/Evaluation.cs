using System.Runtime.CompilerServices;
using FlowKit.Errors;
using FlowKit.Expressions.Functions;
using FlowKit.Values;

namespace FlowKit.Expressions.Evaluating;

/// <summary>The state of one evaluation: the running function's variables, what is left of the bounds, and why it stopped.</summary>
internal struct Evaluation
{
    private readonly ExpressionInput _input;
    private readonly ExpressionLimits _limits;
    private long _steps;
    private long _memory;
    private long _patternTicks;
    private int _depth;

    public Evaluation(in ExpressionInput input, bool changesValues, Operand[] frame)
    {
        _input = input;
        _limits = input.Limits ?? ExpressionLimits.Default;
        _steps = _limits.MaxSteps;
        _memory = _limits.MaxMemory;
        ChangesValues = changesValues;
        Frame = frame;
        Captures = [];
        FaultPosition = -1;
    }

    public readonly ExpressionServices Services => _input.Services;

    public readonly ExpressionLimits Limits => _limits;

    /// <summary>The expression changes a list or a map somewhere: each must be one object, however often it is read.</summary>
    public bool ChangesValues { get; }

    public Operand[] Frame { get; set; }

    public Cell[] Captures { get; set; }

    public Signal Signal { get; set; }

    public string? FaultCode { get; private set; }

    public string? FaultMessage { get; private set; }

    /// <summary>The offset in the text; negative while only the caller knows it.</summary>
    public int FaultPosition { get; private set; }

    /// <summary>The function of the language that is running, for messages.</summary>
    public BuiltIn? Callee { get; set; }

    /// <summary>The pattern made last at run time; loops use one again and again.</summary>
    public PatternValue? LastPattern { get; set; }

    public readonly bool Stopped => Signal != Signal.None;

    public readonly FlowValue Root(int number) => _input.Root(number);

    public Operand Fail(string code, int position, string message)
    {
        if (Signal != Signal.Fault)
        {
            (Signal, FaultCode, FaultPosition, FaultMessage) = (Signal.Fault, code, position, message);
        }

        return default;
    }

    /// <summary>Fails where the running function was called.</summary>
    public Operand Fail(string code, string message) => Fail(code, -1, message);

    public Operand FailArgument(int index, string wanted, Operand found) => Fail(
        FlowErrorCodes.ExpressionType,
        $"argument {index + 1} of '{Callee?.Name}' must be a {wanted}, but is {found.Description}");

    /// <summary>Gives a fault without a place the place of the call.</summary>
    public void PlaceFault(int position)
    {
        if (Signal == Signal.Fault && FaultPosition < 0)
        {
            FaultPosition = position;
        }
    }

    /// <summary>Pays for work; false, and a fault, when the bound is reached.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Spend(long steps, int position = -1)
    {
        _steps -= steps;
        return _steps >= 0 || Exhausted(FlowErrorCodes.ExpressionSteps, position, $"steps ({_limits.MaxSteps})");
    }

    /// <summary>Pays for looking at so many characters.</summary>
    public bool SpendText(long length) => Spend(1 + (length >> 6));

    /// <summary>Pays for memory, before it is taken.</summary>
    public bool Allocate(long units)
    {
        _memory -= units;
        return _memory >= 0 || Exhausted(FlowErrorCodes.ExpressionMemory, -1, $"memory ({_limits.MaxMemory} characters)");
    }

    /// <summary>Pays for the time a regular expression took.</summary>
    public bool SpendPatternTime(TimeSpan elapsed)
    {
        _patternTicks += elapsed.Ticks;
        return _patternTicks <= _limits.MaxPatternTime.Ticks || FailPatternTime();
    }

    public bool FailPatternTime() => Exhausted(
        FlowErrorCodes.ExpressionTime, -1, $"time for regular expressions ({_limits.MaxPatternTime.TotalMilliseconds} ms)");

    public bool FailValueDepth() => Exhausted(
        FlowErrorCodes.ExpressionDepth, -1, $"depth of lists and maps ({ExpressionLimits.MaxValueDepth})");

    public bool FailResultSize() => Exhausted(
        FlowErrorCodes.ExpressionResultSize, -1, $"size of a result ({_limits.MaxResultSize} characters)");

    /// <summary>Enters a function whose body is so high. The stack is asked as well: the engine may itself be deep in it.</summary>
    public bool Enter(int height)
    {
        _depth += height;
        return (_depth <= _limits.MaxDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack())
            || Exhausted(FlowErrorCodes.ExpressionDepth, -1, $"depth of calls ({_limits.MaxDepth})");
    }

    public void Leave(int height) => _depth -= height;

    private bool Exhausted(string code, int position, string bound)
    {
        Fail(code, position, $"the expression reached the bound of {bound}");
        return false;
    }
}
