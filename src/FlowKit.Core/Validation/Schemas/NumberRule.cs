using System.Numerics;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary><c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c>, <c>exclusiveMaximum</c> and <c>multipleOf</c>, exactly: no number is rounded.</summary>
internal sealed class NumberRule : SchemaRule
{
    public FlowValue Minimum { get; init; }

    public FlowValue Maximum { get; init; }

    public FlowValue ExclusiveMinimum { get; init; }

    public FlowValue ExclusiveMaximum { get; init; }

    public FlowValue MultipleOf { get; init; }

    public override bool Meets(FlowValue value, PathTrail? at, SchemaRun run)
    {
        if (value.Kind != FlowValueKind.Number)
        {
            return true;
        }

        run.Charge(1 + (value.AsExactNumber?.Text.Length ?? 0));
        return Holds(Minimum, value, order => order >= 0, "at least", at, run) &
            Holds(Maximum, value, order => order <= 0, "at most", at, run) &
            Holds(ExclusiveMinimum, value, order => order > 0, "more than", at, run) &
            Holds(ExclusiveMaximum, value, order => order < 0, "less than", at, run) &
            (MultipleOf.IsMissing || IsMultiple(value) || run.Fault(at, $"is no multiple of {MultipleOf}"));
    }

    private static bool Holds(FlowValue bound, FlowValue value, Func<int, bool> holds, string words, PathTrail? at, SchemaRun run) =>
        bound.IsMissing || holds(ValueEquality.CompareNumbers(value, bound)) || run.Fault(at, $"must be {words} {bound}");

    private bool IsMultiple(FlowValue value)
    {
        var (number, unit) = (ExactDecimal.Of(value), ExactDecimal.Of(MultipleOf));

        // Digits end in no zero, so those of a number with the smaller exponent cannot be divided.
        return number.Digits.IsZero || (number.Exponent >= unit.Exponent &&
            (number.Digits * BigInteger.ModPow(10, number.Exponent - unit.Exponent, unit.Digits) % unit.Digits).IsZero);
    }
}
