using System.Globalization;
using System.Text;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>
/// What the path functions compute. Of a missing value there is nothing; of a value a function is not made for, and of no numbers,
/// there is null. Items that are no numbers are passed over.
/// </summary>
internal static class PathFunctions
{
    public const string Known = "length, size, min, max, avg, sum, stddev, first, last, keys";

    public static PathFunction? Find(string name) => name switch
    {
        "length" => PathFunction.Length,
        "size" => PathFunction.Size,
        "min" => PathFunction.Min,
        "max" => PathFunction.Max,
        "avg" => PathFunction.Avg,
        "sum" => PathFunction.Sum,
        "stddev" => PathFunction.StdDev,
        "first" => PathFunction.First,
        "last" => PathFunction.Last,
        "keys" => PathFunction.Keys,
        _ => null,
    };

    public static FlowValue Apply(PathFunction function, FlowValue value, ref PathScope scope)
    {
        if (value.IsMissing)
        {
            return default;
        }

        scope.ChargeSize(value);
        var result = function switch
        {
            PathFunction.Length or PathFunction.Size => Length(value),
            PathFunction.Keys => Keys(value),
            _ when value.AsArrayNode is not { } => default,
            PathFunction.First => value[0],
            PathFunction.Last => value[value.Count - 1],
            PathFunction.Min => Extreme(value.AsArrayNode!, wanted: -1, ref scope),
            PathFunction.Max => Extreme(value.AsArrayNode!, wanted: 1, ref scope),
            PathFunction.Sum => Sum(value.AsArrayNode!),
            PathFunction.Avg => Average(value.AsArrayNode!),
            _ => StandardDeviation(value.AsArrayNode!),
        };
        return result.IsMissing ? FlowValue.Null : result;
    }

    /// <summary>Characters of a text, items of a list, members of an object; missing for anything else (RFC 9535, section 2.4.4).</summary>
    public static FlowValue Length(FlowValue value) => value.Kind switch
    {
        FlowValueKind.String => CountRunes(value.AsString()!),
        FlowValueKind.Array or FlowValueKind.Object => value.Count,
        _ => default(FlowValue),
    };

    private static int CountRunes(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static FlowValue Keys(FlowValue value)
    {
        if (value.AsObjectNode is not { } node)
        {
            return default;
        }

        var names = new FlowValue[node.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = node.NameAt(i);
        }

        return FlowValue.Array(names);
    }

    private static FlowValue Extreme(ArrayNode array, int wanted, ref PathScope scope)
    {
        var best = default(FlowValue);
        foreach (var item in array.Span)
        {
            if (item.Kind == FlowValueKind.Number && (best.IsMissing || Math.Sign(PathComparison.Compare(item, best, ref scope)) == wanted))
            {
                best = item;
            }
        }

        return best;
    }

    // Whole numbers are summed exactly: a million longs fit 128 bits.
    private static FlowValue Sum(ArrayNode array)
    {
        var whole = Int128.Zero;
        foreach (var item in array.Span)
        {
            if (item.IsLong)
            {
                whole += item.LongBits;
            }
            else if (item.Kind == FlowValueKind.Number)
            {
                return Finite(Total(array).Sum);
            }
        }

        return FlowValue.FromNumberText(whole.ToString(CultureInfo.InvariantCulture));
    }

    private static FlowValue Average(ArrayNode array)
    {
        var (sum, count) = Total(array);
        return count == 0 ? default : Finite(sum / count);
    }

    private static FlowValue StandardDeviation(ArrayNode array)
    {
        var (sum, count) = Total(array);
        if (count == 0)
        {
            return default;
        }

        var mean = sum / count;
        var squares = 0.0;
        foreach (var item in array.Span)
        {
            squares += item.AsDouble() is { } number ? (number - mean) * (number - mean) : 0;
        }

        return Finite(Math.Sqrt(squares / count));
    }

    private static (double Sum, int Count) Total(ArrayNode array)
    {
        var (sum, count) = (0.0, 0);
        foreach (var item in array.Span)
        {
            if (item.AsDouble() is { } number)
            {
                sum += number;
                count++;
            }
        }

        return (sum, count);
    }

    private static FlowValue Finite(double number) => double.IsFinite(number) ? number : default(FlowValue);
}
