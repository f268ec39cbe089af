using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>What the operators mean. No pair of values is an error: what cannot be compared does not hold.</summary>
internal static class PathComparison
{
    public static bool Holds(PathOperator op, FlowValue left, FlowValue right, ref PathScope scope) => op switch
    {
        PathOperator.Equal => AreEqual(left, right, ref scope),
        PathOperator.NotEqual => !AreEqual(left, right, ref scope),
        PathOperator.SameAs => AreSame(left, right, ref scope),
        PathOperator.NotSameAs => !AreSame(left, right, ref scope),
        PathOperator.Less => IsLess(left, right, ref scope),
        PathOperator.Greater => IsLess(right, left, ref scope),
        PathOperator.LessOrEqual => IsLess(left, right, ref scope) || AreSame(left, right, ref scope),
        PathOperator.GreaterOrEqual => IsLess(right, left, ref scope) || AreSame(left, right, ref scope),
        PathOperator.In => IsIn(left, right, ref scope),
        PathOperator.NotIn => !IsIn(left, right, ref scope),
        PathOperator.SubsetOf => AreLists(left, right) && Overlap(left, right, ref scope) == left.Count,
        PathOperator.AnyOf => AreLists(left, right) && Overlap(left, right, ref scope) > 0,
        PathOperator.NoneOf => AreLists(left, right) && Overlap(left, right, ref scope) == 0,
        PathOperator.Contains => Contains(left, right, ref scope),
        PathOperator.Size => PathFunctions.Length(left) is { IsMissing: false } length && AreSame(length, right, ref scope),
        _ => IsEmpty(left) is { } empty && empty == right.AsBoolean(),
    };

    /// <summary>The order of two numbers, exactly: negative, 0 or positive.</summary>
    public static int Compare(FlowValue left, FlowValue right, ref PathScope scope)
    {
        scope.ChargeWhole(left);
        scope.ChargeWhole(right);
        return ValueEquality.CompareNumbers(left, right);
    }

    /// <summary>Equality that converts nothing (RFC 9535, section 2.3.5.2.2); two missing values are equal.</summary>
    private static bool AreSame(FlowValue left, FlowValue right, ref PathScope scope)
    {
        if (left.IsLong && right.IsLong)
        {
            return left.LongBits == right.LongBits;
        }

        if (left.AsString() is { } l && right.AsString() is { } r)
        {
            scope.ChargeText(Math.Min(l.Length, r.Length));
            return l == r;
        }

        if (left.Kind != right.Kind || left.Count != right.Count)
        {
            return false;
        }

        scope.ChargeWhole(left);
        scope.ChargeWhole(right);
        return ValueEquality.AreEqual(left, right);
    }

    /// <summary>Equality of the flow dialect: a number equals the text that is that number.</summary>
    private static bool AreEqual(FlowValue left, FlowValue right, ref PathScope scope)
    {
        if (left.Kind == FlowValueKind.Number && right.AsString() is { } text)
        {
            scope.Charge(text.Length >> 4);
            var cursor = new PathCursor(text);
            return cursor.TryNumber(out var number) && cursor.AtEnd && AreSame(left, number, ref scope);
        }

        if (right.Kind == FlowValueKind.Number && left.AsString() is not null)
        {
            return AreEqual(right, left, ref scope);
        }

        return AreSame(left, right, ref scope);
    }

    private static bool IsLess(FlowValue left, FlowValue right, ref PathScope scope)
    {
        if (left.Kind == FlowValueKind.Number && right.Kind == FlowValueKind.Number)
        {
            return Compare(left, right, ref scope) < 0;
        }

        if (left.AsString() is { } l && right.AsString() is { } r)
        {
            scope.ChargeText(Math.Min(l.Length, r.Length));
            return CompareTexts(l, r) < 0;
        }

        return false;
    }

    /// <summary>By code point. UTF-16 would put surrogates, which stand for the highest ones, before U+E000 to U+FFFF.</summary>
    private static int CompareTexts(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        return same == left.Length || same == right.Length
            ? left.Length.CompareTo(right.Length)
            : Rank(left[same]).CompareTo(Rank(right[same]));

        static int Rank(char c) => c >= 0xE000 ? c - 0x800 : c >= 0xD800 ? c + 0x2000 : c;
    }

    private static bool AreLists(FlowValue left, FlowValue right) => left.AsArrayNode is not null && right.AsArrayNode is not null;

    private static bool IsIn(FlowValue value, FlowValue list, ref PathScope scope)
    {
        if (list.AsArrayNode is not { } array)
        {
            return false;
        }

        foreach (var item in array.Span)
        {
            scope.Charge(1);
            if (AreEqual(value, item, ref scope))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many items of the left list are in the right one.</summary>
    private static int Overlap(FlowValue left, FlowValue right, ref PathScope scope)
    {
        var count = 0;
        foreach (var item in left.AsArrayNode!.Span)
        {
            count += IsIn(item, right, ref scope) ? 1 : 0;
        }

        return count;
    }

    private static bool Contains(FlowValue left, FlowValue right, ref PathScope scope)
    {
        if (left.AsString() is not { } text || right.AsString() is not { } part)
        {
            return IsIn(right, left, ref scope);
        }

        // At worst every place of the text is compared with the whole part.
        scope.Charge(((long)text.Length * part.Length) >> 10);
        return text.Contains(part, StringComparison.Ordinal);
    }

    private static bool? IsEmpty(FlowValue value) => value.Kind switch
    {
        FlowValueKind.String => value.AsString()!.Length == 0,
        FlowValueKind.Array or FlowValueKind.Object => value.Count == 0,
        _ => null,
    };
}
