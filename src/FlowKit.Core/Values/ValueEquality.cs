using System.Numerics;

namespace FlowKit.Values;

/// <summary>Equality by meaning: numbers by value whatever their text, objects whatever the order of their members.</summary>
internal static class ValueEquality
{
    public static bool AreEqual(FlowValue left, FlowValue right)
    {
        var kind = left.Kind;
        if (kind != right.Kind)
        {
            return false;
        }

        return kind switch
        {
            FlowValueKind.Missing or FlowValueKind.Null => true,
            FlowValueKind.Boolean => left.AsBoolean() == right.AsBoolean(),
            FlowValueKind.Number => CompareNumbers(left, right) == 0,
            FlowValueKind.String => left.AsString() == right.AsString(),
            FlowValueKind.Array => SameItems(left.AsArrayNode!, right.AsArrayNode!),
            _ => SameMembers(left.AsObjectNode!, right.AsObjectNode!),
        };
    }

    /// <summary>Negative, 0 or positive, exactly: no number is rounded on the way. Both must be numbers.</summary>
    public static int CompareNumbers(FlowValue left, FlowValue right)
    {
        if (left.IsLong && right.IsLong)
        {
            return left.LongBits.CompareTo(right.LongBits);
        }

        if (left.IsDouble && right.IsDouble)
        {
            return left.DoubleBits.CompareTo(right.DoubleBits);
        }

        var (l, r) = (left.AsDouble()!.Value, right.AsDouble()!.Value);
        return l != r ? l.CompareTo(r) : ExactDecimal.Of(left).CompareTo(ExactDecimal.Of(right));
    }

    public static int GetHash(FlowValue value) => value.Kind switch
    {
        FlowValueKind.Boolean => value.AsBoolean() == true ? 1 : 2,
        FlowValueKind.Number => value.AsDouble()!.Value is var number && number == 0 ? 3 : number.GetHashCode(),
        FlowValueKind.String => string.GetHashCode(value.AsString(), StringComparison.Ordinal),
        FlowValueKind.Array => HashItems(value.AsArrayNode!),
        FlowValueKind.Object => HashMembers(value.AsObjectNode!),
        _ => 0,
    };

    private static int HashItems(ArrayNode array)
    {
        var hash = array.Count;
        foreach (var item in array.Span)
        {
            hash = HashCode.Combine(hash, GetHash(item));
        }

        return hash;
    }

    // A sum: the order of members does not matter.
    private static int HashMembers(ObjectNode node)
    {
        var hash = node.Count;
        for (var i = 0; i < node.Count; i++)
        {
            hash += HashCode.Combine(string.GetHashCode(node.NameAt(i), StringComparison.Ordinal), GetHash(node.ValueAt(i)));
        }

        return hash;
    }

    private static bool SameItems(ArrayNode left, ArrayNode right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!AreEqual(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameMembers(ObjectNode left, ObjectNode right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            var other = right.Get(left.NameAt(i));
            if (other.IsMissing || !AreEqual(left.ValueAt(i), other))
            {
                return false;
            }
        }

        return true;
    }
}
