using System.Globalization;
using System.Numerics;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Expressions.Evaluating;

/// <summary>
/// Arithmetic. Whole numbers stay whole and exact, beyond 64 bits too, up to 1,000 digits; a number with a fraction makes the result a
/// double. No result is rounded to infinity or not a number: that is a fault.
/// </summary>
internal static class Arithmetic
{
    private const int MaxDigits = 1000;
    private const int MaxBits = 3322;

    private static readonly string[] Symbols = ["+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"];

    public static string SymbolOf(ArithmeticOperator op) => Symbols[(int)op];

    public static Operand Apply(ref Evaluation e, ArithmeticOperator op, Operand left, Operand right, int position)
    {
        if (left.IsLong && right.IsLong && TryLong(op, left.AsLong, right.AsLong, out var result))
        {
            return Operand.Of(result);
        }

        if (op == ArithmeticOperator.Add && (left.AsText is not null || right.AsText is not null))
        {
            return Texts.Join(ref e, left, right, position);
        }

        if (!left.IsNumber || !right.IsNumber)
        {
            return e.Fail(
                FlowErrorCodes.ExpressionType,
                position,
                $"'{SymbolOf(op)}' takes numbers, not {left.Description} and {right.Description}");
        }

        if (op >= ArithmeticOperator.And)
        {
            return e.Fail(FlowErrorCodes.ExpressionType, position, $"'{SymbolOf(op)}' takes whole numbers of 64 bits");
        }

        return TryWhole(left, out var wholeLeft) && TryWhole(right, out var wholeRight) &&
            (op != ArithmeticOperator.Power || wholeRight.Sign >= 0)
                ? ApplyWhole(ref e, op, wholeLeft, wholeRight, position)
                : ApplyDouble(ref e, op, ToDouble(left), ToDouble(right), position);
    }

    public static Operand Negate(ref Evaluation e, Operand value, int position)
    {
        if (value.IsLong && value.AsLong != long.MinValue)
        {
            return Operand.Of(-value.AsLong);
        }

        if (value.IsNumber)
        {
            return TryWhole(value, out var whole)
                ? Whole(ref e, -whole, position)
                : Finite(ref e, -ToDouble(value), position);
        }

        return e.Fail(FlowErrorCodes.ExpressionType, position, $"'-' takes a number, not {value.Description}");
    }

    /// <summary>The nearest double of a number; may be infinite for an exact number.</summary>
    public static double ToDouble(Operand number) =>
        number.IsLong ? number.AsLong : number.IsDouble ? number.AsDouble : number.AsExact!.Approximate;

    /// <summary>The number when it is whole and not written with a point or an exponent, of up to 1,000 digits.</summary>
    public static bool TryWhole(Operand number, out BigInteger whole)
    {
        if (number.IsLong)
        {
            whole = number.AsLong;
            return true;
        }

        whole = default;
        return number.AsExact is { Text.Length: <= MaxDigits + 1 } exact &&
            !exact.Text.AsSpan().ContainsAny('.', 'e', 'E') &&
            BigInteger.TryParse(exact.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole);
    }

    /// <summary>A whole number of any size up to the bound.</summary>
    public static Operand Whole(ref Evaluation e, BigInteger value, int position)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            return Operand.Of((long)value);
        }

        if (value.GetBitLength() > MaxBits)
        {
            return TooLarge(ref e, position);
        }

        e.Spend(50, position);
        e.Allocate(MaxDigits);
        e.PlaceFault(position);
        return Operand.Of(new ExactNumber(value.ToString(CultureInfo.InvariantCulture), (double)value));
    }

    /// <summary>A double; a fault when it is infinite or not a number.</summary>
    public static Operand Finite(ref Evaluation e, double value, int position) => double.IsFinite(value)
        ? Operand.Of(value)
        : e.Fail(FlowErrorCodes.ExpressionArithmetic, position, "the result is not a finite number");

    /// <summary>False where the result does not fit, or division is by zero.</summary>
    private static bool TryLong(ArithmeticOperator op, long left, long right, out long result)
    {
        switch (op)
        {
            case ArithmeticOperator.Add:
                result = unchecked(left + right);
                return ((left ^ result) & (right ^ result)) >= 0;
            case ArithmeticOperator.Subtract:
                result = unchecked(left - right);
                return ((left ^ right) & (left ^ result)) >= 0;
            case ArithmeticOperator.Multiply:
                return Math.BigMul(left, right, out result) == result >> 63;
            case ArithmeticOperator.Divide when right is not 0 and not -1:
                result = left / right;
                return true;
            case ArithmeticOperator.Remainder when right is not 0:
                result = right == -1 ? 0 : left % right;
                return true;
            default:
                return TryBits(op, left, right, out result);
        }
    }

    /// <summary>Shifts count modulo 64.</summary>
    private static bool TryBits(ArithmeticOperator op, long left, long right, out long result)
    {
        result = op switch
        {
            ArithmeticOperator.And => left & right,
            ArithmeticOperator.Or => left | right,
            ArithmeticOperator.Xor => left ^ right,
            ArithmeticOperator.ShiftLeft => left << (int)(right & 63),
            ArithmeticOperator.ShiftRight => left >> (int)(right & 63),
            ArithmeticOperator.ShiftRightUnsigned => left >>> (int)(right & 63),
            _ => 0,
        };
        return op >= ArithmeticOperator.And;
    }

    private static Operand ApplyWhole(ref Evaluation e, ArithmeticOperator op, BigInteger left, BigInteger right, int position)
    {
        if (op is ArithmeticOperator.Divide or ArithmeticOperator.Remainder && right.IsZero)
        {
            return e.Fail(FlowErrorCodes.ExpressionArithmetic, position, "division by zero");
        }

        return op switch
        {
            ArithmeticOperator.Add => Whole(ref e, left + right, position),
            ArithmeticOperator.Subtract => Whole(ref e, left - right, position),
            ArithmeticOperator.Multiply => Whole(ref e, left * right, position),
            ArithmeticOperator.Divide => Whole(ref e, left / right, position),
            ArithmeticOperator.Remainder => Whole(ref e, left % right, position),
            _ => Power(ref e, left, right, position),
        };
    }

    private static Operand Power(ref Evaluation e, BigInteger value, BigInteger exponent, int position)
    {
        if (BigInteger.Abs(value) <= 1)
        {
            return Whole(ref e, exponent.IsZero ? 1 : exponent.IsEven ? value * value : value, position);
        }

        return exponent > MaxBits || (long)exponent * (value.GetBitLength() - 1) > MaxBits
            ? TooLarge(ref e, position)
            : Whole(ref e, BigInteger.Pow(value, (int)exponent), position);
    }

    private static Operand ApplyDouble(ref Evaluation e, ArithmeticOperator op, double left, double right, int position)
    {
        if (op is ArithmeticOperator.Divide or ArithmeticOperator.Remainder && right == 0)
        {
            return e.Fail(FlowErrorCodes.ExpressionArithmetic, position, "division by zero");
        }

        var result = op switch
        {
            ArithmeticOperator.Add => left + right,
            ArithmeticOperator.Subtract => left - right,
            ArithmeticOperator.Multiply => left * right,
            ArithmeticOperator.Divide => left / right,
            ArithmeticOperator.Remainder => left % right,
            _ => Math.Pow(left, right),
        };
        return Finite(ref e, result, position);
    }

    private static Operand TooLarge(ref Evaluation e, int position) =>
        e.Fail(FlowErrorCodes.ExpressionArithmetic, position, $"the result has more than {MaxDigits} digits");
}
