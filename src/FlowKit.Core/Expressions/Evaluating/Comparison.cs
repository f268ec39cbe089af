using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Expressions.Evaluating;

/// <summary>Equality by meaning between any two values, and order between values of one type; nil is before everything.</summary>
internal static class Comparison
{
    private const double ExactUpTo = 9007199254740992;

    public static bool AreEqual(ref Evaluation e, Operand left, Operand right) => AreEqual(ref e, left, right, depth: 0);

    /// <summary>Negative, 0 or positive. A fault where the types have no order.</summary>
    public static int Compare(ref Evaluation e, Operand left, Operand right, int position)
    {
        if (left.IsLong && right.IsLong)
        {
            return left.AsLong.CompareTo(right.AsLong);
        }

        if (left.IsNil || right.IsNil)
        {
            return (left.IsNil ? 0 : 1) - (right.IsNil ? 0 : 1);
        }

        if (left.IsNumber && right.IsNumber)
        {
            return CompareNumbers(ref e, left, right);
        }

        if (left.AsText is { } text && right.AsText is { } other)
        {
            return e.SpendText(Math.Min(text.Length, other.Length)) ? string.CompareOrdinal(text, other) : 0;
        }

        if (left.IsBoolean && right.IsBoolean)
        {
            return left.IsTrue.CompareTo(right.IsTrue);
        }

        e.Fail(FlowErrorCodes.ExpressionType, position, $"{left.Description} and {right.Description} have no order");
        return 0;
    }

    /// <summary>The index of the first equal item; -1 when there is none.</summary>
    public static int IndexOf(ref Evaluation e, Sequence items, Operand value)
    {
        for (var i = 0; i < items.Count && e.Spend(1); i++)
        {
            if (AreEqual(ref e, items.Get(ref e, i), value))
            {
                return e.Stopped ? -1 : i;
            }
        }

        return -1;
    }

    /// <summary>Compares exactly: no number is rounded on the way.</summary>
    public static int Compare(long left, double right)
    {
        if (left is >= -(long)ExactUpTo and <= (long)ExactUpTo || right is < -ExactUpTo or > ExactUpTo)
        {
            var rounded = (double)left;
            if (rounded != right || left is >= -(long)ExactUpTo and <= (long)ExactUpTo)
            {
                return rounded.CompareTo(right);
            }
        }

        return ValueEquality.CompareNumbers(left, right);
    }

    private static int CompareNumbers(ref Evaluation e, Operand left, Operand right)
    {
        if (left.IsDouble && right.IsDouble)
        {
            return left.AsDouble == right.AsDouble ? 0 : left.AsDouble.CompareTo(right.AsDouble);
        }

        if (left.IsLong && right.IsDouble)
        {
            return Compare(left.AsLong, right.AsDouble);
        }

        if (left.IsDouble && right.IsLong)
        {
            return -Compare(right.AsLong, left.AsDouble);
        }

        return e.Spend((left.AsExact?.Text.Length ?? 0) + (right.AsExact?.Text.Length ?? 0))
            ? ValueEquality.CompareNumbers(left.ToPlainValue(), right.ToPlainValue())
            : 0;
    }

    private static bool AreEqual(ref Evaluation e, Operand left, Operand right, int depth)
    {
        if (left.AsText is { } text)
        {
            return right.AsText is { } other && text.Length == other.Length && e.SpendText(text.Length) && text == other;
        }

        if (left.IsNumber)
        {
            return right.IsNumber && (left.IsLong && right.IsLong
                ? left.AsLong == right.AsLong
                : CompareNumbers(ref e, left, right) == 0);
        }

        if (depth == ExpressionLimits.MaxValueDepth)
        {
            return e.FailValueDepth();
        }

        return left switch
        {
            { AsSequence: { } list } => right.AsSequence is { } others && SameItems(ref e, list, others, depth + 1),
            { AsMap: { } map } => right.AsMap is { } otherMap && SameMembers(ref e, map, otherMap, depth + 1),
            { AsPattern: { } pattern } => pattern.Source == right.AsPattern?.Source,
            { AsFunction: { } function } => function.IsSame(right.AsFunction),
            _ => left.Equals(right),
        };
    }

    private static bool SameItems(ref Evaluation e, Sequence left, Sequence right, int depth)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count && !ReferenceEquals(left, right); i++)
        {
            if (!e.Spend(1) || !AreEqual(ref e, left.Get(ref e, i), right.Get(ref e, i), depth))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameMembers(ref Evaluation e, MapValue left, MapValue right, int depth)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count && !ReferenceEquals(left, right); i++)
        {
            var name = left.NameAt(i);
            if (!e.SpendText(name.Length) || !right.Has(name) ||
                !AreEqual(ref e, left.ValueAt(ref e, i), right.Get(ref e, name), depth))
            {
                return false;
            }
        }

        return true;
    }
}
