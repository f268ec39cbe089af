using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary>Functions over all items of a list. None changes the list it is given; each makes a new one. Nil has no items.</summary>
internal static class CollectionFunctions
{
    public static readonly BuiltIn[] All =
    [
        new("map", 2, 2, Map),
        new("filter", 2, 2, Filter),
        new("reduce", 3, 3, Reduce),
        new("sort", 1, 2, Sort),
        new("include", 2, 2, Include),
        new("distinct", 1, 1, Distinct),
        new("concat", 2, 2, Concat),
        new("repeat", 2, 2, Repeat),
        new("group_by", 2, 2, GroupBy),
        new("zipmap", 2, 2, ZipMap),
    ];

    private static Operand Map(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (items, function, made) = (arguments.Items(0, ref e), arguments.Function(1, ref e), new ListValue());
        for (var i = 0; i < items.Count && !e.Stopped && e.Spend(1); i++)
        {
            made.Add(ref e, function!.Invoke(ref e, [items.Get(ref e, i)]));
        }

        return arguments[0].IsNil ? default : Operand.Of(made);
    }

    /// <summary>Of a map, a map.</summary>
    private static Operand Filter(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (items, predicate) = (arguments.Items(0, ref e), arguments.Function(1, ref e));
        var (source, map, list) = (arguments[0].AsMap, new MapValue(), new ListValue());
        for (var i = 0; i < items.Count && !e.Stopped && e.Spend(1); i++)
        {
            var item = items.Get(ref e, i);
            if (!predicate!.Holds(ref e, item))
            {
                continue;
            }

            if (source is null)
            {
                list.Add(ref e, item);
            }
            else if (i < source.Count)
            {
                map.Set(ref e, source.NameAt(i), source.ValueAt(ref e, i));
            }
        }

        return arguments[0].IsNil ? default : source is null ? Operand.Of(list) : Operand.Of(map);
    }

    private static Operand Reduce(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (items, function, total) = (arguments.Items(0, ref e), arguments.Function(1, ref e), arguments[2]);
        for (var i = 0; i < items.Count && !e.Stopped && e.Spend(1); i++)
        {
            total = function!.Invoke(ref e, [total, items.Get(ref e, i)]);
        }

        return total;
    }

    private static Operand Sort(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var order = arguments.Length == 2 ? arguments.Function(1, ref e) : null;
        var items = arguments.Items(0, ref e);
        return arguments[0].IsNil || e.Stopped ? default : Sorting.Sort(ref e, items, order);
    }

    private static Operand Include(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (arguments[0].AsMap is { } map)
        {
            return Operand.Of(arguments[1].AsText is { } name && map.Has(name));
        }

        return arguments[0].AsList is { Distinct: { } distinct } set
            ? Operand.Of(distinct.Contains(ref e, set, arguments[1]))
            : Operand.Of(Comparison.IndexOf(ref e, arguments.Items(0, ref e), arguments[1]) >= 0);
    }

    private static Operand Distinct(ref Evaluation e, ReadOnlySpan<Operand> arguments) =>
        CopyAll(ref e, arguments.Items(0, ref e), new ListValue { Distinct = new() });

    private static Operand Concat(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var made = new ListValue();
        CopyAll(ref e, arguments.Items(0, ref e), made);
        return CopyAll(ref e, arguments.Items(1, ref e), made);
    }

    private static Operand CopyAll(ref Evaluation e, Sequence items, ListValue into)
    {
        for (var i = 0; i < items.Count && e.Spend(1); i++)
        {
            into.Add(ref e, items.Get(ref e, i));
        }

        return Operand.Of(into);
    }

    private static Operand Repeat(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (count, made) = (arguments.Whole(0, ref e), new ListValue());
        for (var i = 0L; i < count && e.Spend(1); i++)
        {
            made.Add(ref e, arguments[1]);
        }

        return Operand.Of(made);
    }

    private static Operand GroupBy(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (items, function, groups) = (arguments.Items(0, ref e), arguments.Function(1, ref e), new MapValue());
        for (var i = 0; i < items.Count && !e.Stopped && e.Spend(1); i++)
        {
            var item = items.Get(ref e, i);
            var group = function!.Invoke(ref e, [item]);
            if (e.Stopped || !Containers.TryKey(ref e, group, -1, out var key))
            {
                return default;
            }

            if (!groups.Has(key))
            {
                groups.Set(ref e, key, Operand.Of(new ListValue()));
            }

            groups.Get(ref e, key).AsList?.Add(ref e, item);
        }

        return Operand.Of(groups);
    }

    /// <summary>A map of keys and values, as far as the shorter list goes.</summary>
    private static Operand ZipMap(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (keys, values, map) = (arguments.Items(0, ref e), arguments.Items(1, ref e), new MapValue());
        for (var i = 0; i < keys.Count && i < values.Count && e.Spend(1); i++)
        {
            if (!Containers.TryKey(ref e, keys.Get(ref e, i), -1, out var key))
            {
                return default;
            }

            map.Set(ref e, key, values.Get(ref e, i));
        }

        return Operand.Of(map);
    }
}
