using System.Globalization;
using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary>Types and conversions, chance and time, the smallest and the greatest.</summary>
internal static class ValueFunctions
{
    public static readonly BuiltIn[] All =
    [
        new("str", 1, 1, Str),
        new("long", 1, 1, Long),
        new("double", 1, 1, Double),
        new("boolean", 1, 1, Boolean),
        new("type", 1, 1, TypeOf),
        new("identity", 1, 1, (ref e, arguments) => arguments[0]),
        new("comparator", 1, 1, (ref e, arguments) => Operand.Of(arguments.Function(0, ref e)!)),
        new("cmp", 2, 2, (ref e, arguments) => Operand.Of((long)Math.Sign(Comparison.Compare(ref e, arguments[0], arguments[1], -1)))),
        new("rand", 0, 1, Rand),
        new("min", 1, BuiltIn.Any, (ref e, arguments) => Extreme(ref e, arguments, sign: -1)),
        new("max", 1, BuiltIn.Any, (ref e, arguments) => Extreme(ref e, arguments, sign: 1)),
        new("math.min", 1, BuiltIn.Any, (ref e, arguments) => Extreme(ref e, arguments, sign: -1)),
        new("math.max", 1, BuiltIn.Any, (ref e, arguments) => Extreme(ref e, arguments, sign: 1)),
        new("seq.min", 1, 1, (ref e, arguments) => Extreme(ref e, arguments, sign: -1)),
        new("seq.max", 1, 1, (ref e, arguments) => Extreme(ref e, arguments, sign: 1)),
    ];

    private static Operand Str(ref Evaluation e, ReadOnlySpan<Operand> arguments) => Operand.Of(Texts.Of(ref e, arguments[0]));

    private static Operand Long(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var value = arguments[0];
        if (value.AsText is { } text)
        {
            e.SpendText(text.Length);
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read)
                ? Operand.Of(read)
                : e.Fail(FlowErrorCodes.ExpressionConversion, "the text is no whole number of 64 bits");
        }

        if (value.IsNumber)
        {
            return value.IsLong || Math.Abs(Arithmetic.ToDouble(value)) < 9.2e18
                ? Operand.Of(arguments.Whole(0, ref e))
                : e.Fail(FlowErrorCodes.ExpressionConversion, "the number does not fit into 64 bits");
        }

        return value.IsBoolean ? Operand.Of(value.IsTrue ? 1L : 0L) : e.FailArgument(0, "number or text", value);
    }

    private static Operand Double(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var value = arguments[0];
        if (value.AsText is { } text)
        {
            e.SpendText(text.Length);
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && double.IsFinite(read)
                ? Operand.Of(read)
                : e.Fail(FlowErrorCodes.ExpressionConversion, "the text is no number");
        }

        return value.IsNumber ? Arithmetic.Finite(ref e, Arithmetic.ToDouble(value), -1) : e.FailArgument(0, "number or text", value);
    }

    /// <summary>Everything but false and nil is true.</summary>
    private static Operand Boolean(ref Evaluation e, ReadOnlySpan<Operand> arguments) =>
        Operand.Of(arguments[0].IsBoolean ? arguments[0].IsTrue : !arguments[0].IsNil);

    private static Operand TypeOf(ref Evaluation e, ReadOnlySpan<Operand> arguments) => Operand.Of(arguments[0] switch
    {
        { IsLong: true } => "long",
        { IsNumber: true } number => Arithmetic.TryWhole(number, out _) ? "bigint" : "double",
        { AsText: not null } => "string",
        { AsList.Distinct: not null } => "set",
        var other => other.TypeName,
    });

    private static Operand Rand(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (arguments.Length == 0)
        {
            return Operand.Of(e.Services.NextDouble());
        }

        var bound = arguments.Whole(0, ref e);
        return e.Stopped ? default
            : bound > 0 ? Operand.Of(e.Services.NextLong(bound))
            : e.Fail(FlowErrorCodes.ExpressionConversion, "'rand' takes a number above 0");
    }

    /// <summary>Of the arguments, or of the items of a list that is the only one; nil is before everything.</summary>
    private static Operand Extreme(ref Evaluation e, ReadOnlySpan<Operand> arguments, int sign)
    {
        if (arguments.Length == 1 && arguments[0].AsText is null && Sequence.TryOpen(arguments[0], out var items))
        {
            Operand best = default;
            for (var i = 0; i < items.Count && e.Spend(1); i++)
            {
                var item = items.Get(ref e, i);
                best = i == 0 || Comparison.Compare(ref e, item, best, -1) * sign > 0 ? item : best;
            }

            return best;
        }

        var found = arguments[0];
        foreach (var argument in arguments[1..])
        {
            found = Comparison.Compare(ref e, argument, found, -1) * sign > 0 ? argument : found;
        }

        return found;
    }
}
