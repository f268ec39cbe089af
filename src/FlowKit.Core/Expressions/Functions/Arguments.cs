using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary>Reads arguments; a wrong type is a fault that names the function and the argument.</summary>
internal static class Arguments
{
    public static string Text(this ReadOnlySpan<Operand> arguments, int index, ref Evaluation e)
    {
        if (arguments[index].AsText is { } text)
        {
            return text;
        }

        e.FailArgument(index, "text", arguments[index]);
        return string.Empty;
    }

    public static double Number(this ReadOnlySpan<Operand> arguments, int index, ref Evaluation e)
    {
        if (arguments[index].IsNumber)
        {
            return Arithmetic.ToDouble(arguments[index]);
        }

        e.FailArgument(index, "number", arguments[index]);
        return 0;
    }

    /// <summary>A whole number of 64 bits; a fraction is cut off.</summary>
    public static long Whole(this ReadOnlySpan<Operand> arguments, int index, ref Evaluation e)
    {
        var number = arguments[index];
        if (number.IsLong)
        {
            return number.AsLong;
        }

        if (number.IsNumber && Arithmetic.ToDouble(number) is > -9.2e18 and < 9.2e18)
        {
            return (long)Arithmetic.ToDouble(number);
        }

        e.FailArgument(index, "whole number of 64 bits", number);
        return 0;
    }

    public static FunctionValue? Function(this ReadOnlySpan<Operand> arguments, int index, ref Evaluation e)
    {
        if (arguments[index].AsFunction is { } function)
        {
            return function;
        }

        e.FailArgument(index, "function", arguments[index]);
        return null;
    }

    /// <summary>The items of a list, text or map, none of nil.</summary>
    public static Sequence Items(this ReadOnlySpan<Operand> arguments, int index, ref Evaluation e)
    {
        if (Sequence.TryOpen(arguments[index], out var items))
        {
            return items;
        }

        e.FailArgument(index, "list", arguments[index]);
        return RangeValue.Empty;
    }

    public static MapValue Map(this ReadOnlySpan<Operand> arguments, int index, ref Evaluation e)
    {
        if (arguments[index].AsMap is { } map)
        {
            return map;
        }

        e.FailArgument(index, "map", arguments[index]);
        return new();
    }

    /// <summary>Calls a function with one argument and asks whether the answer is true; anything but a boolean is a fault.</summary>
    public static bool Holds(this FunctionValue predicate, ref Evaluation e, Operand item)
    {
        var answer = predicate.Invoke(ref e, [item]);
        if (!e.Stopped && !answer.IsBoolean)
        {
            e.Fail(Errors.FlowErrorCodes.ExpressionType, $"a condition must be true or false, but is {answer.Description}");
        }

        return !e.Stopped && answer.IsTrue;
    }
}
