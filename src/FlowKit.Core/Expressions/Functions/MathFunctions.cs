using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary><c>math.*</c>. All give doubles but <c>abs</c>, which keeps the type, and <c>round</c>, which gives a whole number.</summary>
internal static class MathFunctions
{
    public static readonly BuiltIn[] All =
    [
        new("math.abs", 1, 1, Abs),
        new("math.round", 1, 1, Round),
        Of("math.floor", Math.Floor),
        Of("math.ceil", Math.Ceiling),
        Of("math.sqrt", Math.Sqrt),
        Of("math.log", Math.Log),
        Of("math.log10", Math.Log10),
        Of("math.exp", Math.Exp),
        Of("math.sin", Math.Sin),
        Of("math.cos", Math.Cos),
        Of("math.tan", Math.Tan),
        Of("math.asin", Math.Asin),
        Of("math.acos", Math.Acos),
        Of("math.atan", Math.Atan),
        new("math.pow", 2, 2, Pow),
    ];

    private static BuiltIn Of(string name, Func<double, double> function) => new(name, 1, 1, (ref e, arguments) =>
    {
        var number = arguments.Number(0, ref e);
        return e.Stopped ? default : Arithmetic.Finite(ref e, function(number), -1);
    });

    private static Operand Pow(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (value, exponent) = (arguments.Number(0, ref e), arguments.Number(1, ref e));
        return e.Stopped ? default : Arithmetic.Finite(ref e, Math.Pow(value, exponent), -1);
    }

    private static Operand Abs(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var number = arguments.Number(0, ref e);
        return e.Stopped ? default : number < 0 ? Arithmetic.Negate(ref e, arguments[0], -1) : arguments[0];
    }

    /// <summary>To the nearest whole number, halves up.</summary>
    private static Operand Round(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var number = arguments.Number(0, ref e);
        if (e.Stopped || arguments[0].IsLong)
        {
            return arguments[0];
        }

        var floor = Math.Floor(number);
        var rounded = number - floor >= 0.5 ? floor + 1 : floor;
        return Math.Abs(rounded) < 9.2e18
            ? Operand.Of((long)rounded)
            : e.Fail(FlowErrorCodes.ExpressionConversion, "the number does not fit into 64 bits");
    }
}
