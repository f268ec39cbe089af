using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Expressions.Evaluating;

/// <summary>Turns what an expression made into a value of the flow. A list within itself ends at the bound of depth.</summary>
internal static class Results
{
    /// <summary>The value; missing, with a fault, when it holds a function or is too deep or too large.</summary>
    public static bool TryConvert(ref Evaluation e, Operand value, out FlowValue converted)
    {
        var size = 0L;
        converted = Convert(ref e, value, depth: 0, ref size);
        return !e.Stopped;
    }

    /// <summary>The input, or a part of it, that a list or map still is; it needs no bound.</summary>
    public static bool TryUnchanged(Operand value, out FlowValue unchanged)
    {
        unchanged = value switch
        {
            { AsList.Origin: { } list } => new(list),
            { AsMap.Origin: { } map } => new(map),
            _ => default,
        };
        return !unchanged.IsMissing;
    }

    private static FlowValue Convert(ref Evaluation e, Operand value, int depth, ref long size)
    {
        size++;
        if (value.AsText is { } text)
        {
            size += text.Length;
        }

        if (size > e.Limits.MaxResultSize)
        {
            e.FailResultSize();
        }
        else if (depth > ExpressionLimits.MaxValueDepth)
        {
            e.FailValueDepth();
        }

        if (e.Stopped)
        {
            return default;
        }

        return value switch
        {
            { AsSequence: { } list } => ConvertList(ref e, list, depth, ref size),
            { AsMap: { } map } => ConvertMap(ref e, map, depth, ref size),
            { AsFunction: not null } or { AsPattern: not null } => NoValue(ref e, value),
            _ => value.ToPlainValue(),
        };
    }

    private static FlowValue ConvertList(ref Evaluation e, Sequence list, int depth, ref long size)
    {
        if (list is ListValue { Origin: { } origin })
        {
            return Measured(ref e, new(origin), depth, ref size);
        }

        if (list.Count > e.Limits.MaxResultSize)
        {
            e.FailResultSize();
            return default;
        }

        var items = new FlowValue[list.Count];
        for (var i = 0; i < items.Length && !e.Stopped; i++)
        {
            items[i] = Convert(ref e, list.Get(ref e, i), depth + 1, ref size);
        }

        return items.Length == 0 ? FlowValue.EmptyArray : new(new ArrayNode(items, items.Length, owner: null));
    }

    private static FlowValue ConvertMap(ref Evaluation e, MapValue map, int depth, ref long size)
    {
        if (map.Origin is { } origin)
        {
            return Measured(ref e, new(origin), depth, ref size);
        }

        var node = new ObjectNode(map.Count, owner: null);
        for (var i = 0; i < map.Count && !e.Stopped; i++)
        {
            var name = map.NameAt(i);
            size += name.Length;
            node.Append(name, Convert(ref e, map.ValueAt(ref e, i), depth + 1, ref size));
        }

        return node.Count == 0 ? FlowValue.EmptyObject : new(node);
    }

    /// <summary>Counts a part of the input: it may stand in the result many times.</summary>
    private static FlowValue Measured(ref Evaluation e, FlowValue value, int depth, ref long size)
    {
        Measure(ref e, value, depth, ref size);
        return value;
    }

    private static void Measure(ref Evaluation e, FlowValue value, int depth, ref long size)
    {
        size += 1 + (value.AsString()?.Length ?? 0);
        if (size > e.Limits.MaxResultSize)
        {
            e.FailResultSize();
        }
        else if (depth > ExpressionLimits.MaxValueDepth)
        {
            e.FailValueDepth();
        }

        for (var i = 0; i < value.AsArrayNode?.Count && !e.Stopped; i++)
        {
            Measure(ref e, value.AsArrayNode[i], depth + 1, ref size);
        }

        for (var i = 0; i < value.AsObjectNode?.Count && !e.Stopped; i++)
        {
            size += value.AsObjectNode.NameAt(i).Length;
            Measure(ref e, value.AsObjectNode.ValueAt(i), depth + 1, ref size);
        }
    }

    private static FlowValue NoValue(ref Evaluation e, Operand value)
    {
        e.Fail(FlowErrorCodes.ExpressionResult, $"{value.Description} is no value of a flow");
        return default;
    }
}
