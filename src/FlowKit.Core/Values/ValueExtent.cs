using System.Numerics;

namespace FlowKit.Values;

/// <summary>How large a value is: its bytes as JSON, near enough to bound it, and its levels.</summary>
internal readonly record struct ValueExtent(long Bytes, int Depth)
{
    private static readonly ValueExtent Scalar = new(8, 0);

    // log10(2) in 4096ths.
    private const int DigitsPerBit = 1233;

    /// <summary>Costs the size of what was made since it was last asked: nodes that no longer change remember theirs.</summary>
    public static ValueExtent Of(FlowValue value)
    {
        if (value.AsString() is { } text)
        {
            return new(text.Length + 2, 0);
        }

        if (value.AsObjectNode is { } node)
        {
            return node.KnownExtent is { Bytes: > 0 } known ? known : Of(node);
        }

        return value.AsArrayNode is not { } array ? OfScalar(value)
            : array.KnownExtent is { Bytes: > 0 } knownArray ? knownArray : Of(array);
    }

    // A list of a million small numbers must not count as more than it is.
    private static ValueExtent OfScalar(FlowValue value) => value.IsLong
        ? new(((BitOperations.Log2((ulong)Math.Abs(value.LongBits | 1)) * DigitsPerBit) >> 12) + 1, 0)
        : Scalar;

    private static ValueExtent Of(ObjectNode node)
    {
        var (bytes, depth) = (2L, 0);
        for (var i = 0; i < node.Count; i++)
        {
            var inner = Of(node.ValueAt(i));
            bytes += node.NameAt(i).Length + 4 + inner.Bytes;
            depth = Math.Max(depth, inner.Depth);
        }

        var extent = new ValueExtent(bytes, depth + 1);
        if (node.Owner is null)
        {
            node.KnownExtent = extent;
        }

        return extent;
    }

    private static ValueExtent Of(ArrayNode array)
    {
        var (bytes, depth) = (2L, 0);
        foreach (var item in array.Span)
        {
            var inner = Of(item);
            bytes += 1 + inner.Bytes;
            depth = Math.Max(depth, inner.Depth);
        }

        var extent = new ValueExtent(bytes, depth + 1);
        if (array.Owner is null)
        {
            array.KnownExtent = extent;
        }

        return extent;
    }
}
