using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary>Making, changing and reading single lists and maps: <c>seq.*</c>, <c>tuple</c>, <c>range</c>, <c>count</c>.</summary>
internal static class ListFunctions
{
    public static readonly BuiltIn[] All =
    [
        new("seq.list", 0, BuiltIn.Any, (ref e, items) => Added(ref e, new ListValue(), items)),
        new("tuple", 0, BuiltIn.Any, (ref e, items) => Added(ref e, new ListValue(), items)),
        new("seq.set", 0, BuiltIn.Any, (ref e, items) => Added(ref e, new ListValue { Distinct = new() }, items)),
        new("seq.map", 0, BuiltIn.Any, NewMap),
        new("seq.entry", 2, 2, Entry),
        new("range", 2, 3, Range),
        new("count", 1, 1, Count),
        new("seq.size", 1, 1, Count),
        new("is_empty", 1, 1, (ref e, arguments) => Operand.Of(arguments.Items(0, ref e).Count == 0)),
        new("seq.add", 2, 3, Add) { ChangesValues = true },
        new("seq.add_all", 2, 2, AddAll) { ChangesValues = true },
        new("into", 2, 2, AddAll) { ChangesValues = true },
        new("seq.put", 3, 3, Put) { ChangesValues = true },
        new("seq.remove", 2, 2, Remove) { ChangesValues = true },
        new("reverse", 1, 1, Reverse) { ChangesValues = true },
        new("seq.get", 2, 2, Get),
        new("seq.contains_key", 2, 2, ContainsKey),
        new("seq.keys", 1, 1, (ref e, arguments) => Members(ref e, arguments, keys: true)),
        new("seq.vals", 1, 1, (ref e, arguments) => Members(ref e, arguments, keys: false)),
    ];

    private static Operand Added(ref Evaluation e, ListValue list, ReadOnlySpan<Operand> items)
    {
        foreach (var item in items)
        {
            list.Add(ref e, item);
        }

        return Operand.Of(list);
    }

    private static Operand NewMap(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (arguments.Length % 2 != 0)
        {
            return e.Fail(FlowErrorCodes.ExpressionArguments, "'seq.map' takes keys and values in turn: one value is missing");
        }

        var map = new MapValue();
        for (var i = 0; i < arguments.Length && Containers.TryKey(ref e, arguments[i], -1, out var key); i += 2)
        {
            map.Set(ref e, key, arguments[i + 1]);
        }

        return Operand.Of(map);
    }

    private static Operand Entry(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var entry = new MapValue();
        entry.Set(ref e, "key", arguments[0]);
        entry.Set(ref e, "value", arguments[1]);
        return Operand.Of(entry);
    }

    /// <summary>From the first up to, but without, the second, in steps of the third.</summary>
    private static Operand Range(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        Int128 start = arguments.Whole(0, ref e);
        Int128 end = arguments.Whole(1, ref e);
        Int128 step = arguments.Length == 3 ? arguments.Whole(2, ref e) : 1;
        if (e.Stopped)
        {
            return default;
        }

        if (step == 0)
        {
            return e.Fail(FlowErrorCodes.ExpressionConversion, "the step of a range cannot be 0");
        }

        var count = step > 0 ? (end - start + step - 1) / step : (start - end - step - 1) / -step;
        return count <= int.MaxValue
            ? Operand.Of(new RangeValue((long)start, (long)step, (int)Int128.Max(count, 0)))
            : e.Fail(FlowErrorCodes.ExpressionConversion, $"a range has at most {int.MaxValue} numbers");
    }

    private static Operand Count(ref Evaluation e, ReadOnlySpan<Operand> arguments) =>
        Operand.Of((long)arguments.Items(0, ref e).Count);

    private static Operand Add(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (arguments.Length == 3)
        {
            Containers.SetItem(ref e, arguments[0], arguments[1], arguments[2], -1);
        }
        else
        {
            AddOne(ref e, arguments[0], arguments[1]);
        }

        return arguments[0];
    }

    private static Operand AddAll(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        // The number of items is taken before, for the case that a list is added to itself.
        var items = arguments.Items(1, ref e);
        var count = items.Count;
        for (var i = 0; i < count && e.Spend(1); i++)
        {
            AddOne(ref e, arguments[0], items.Get(ref e, i));
        }

        return arguments[0];
    }

    /// <summary>Adds an item to a list, or the member an entry describes to a map.</summary>
    private static void AddOne(ref Evaluation e, Operand target, Operand item)
    {
        if (target.AsList is { } list)
        {
            list.Add(ref e, item);
        }
        else if (target.AsMap is { } map && item.AsMap is { } entry && entry.Has("key") && entry.Has("value"))
        {
            if (Containers.TryKey(ref e, entry.Get(ref e, "key"), -1, out var key))
            {
                map.Set(ref e, key, entry.Get(ref e, "value"));
            }
        }
        else
        {
            e.Fail(FlowErrorCodes.ExpressionType, $"{item.Description} cannot be added to {target.Description}");
        }
    }

    /// <summary>Gives the value that was there before.</summary>
    private static Operand Put(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (arguments[0].IsNil)
        {
            return e.FailArgument(0, "list or map", arguments[0]);
        }

        var before = Containers.Item(ref e, arguments[0], arguments[1], -1);
        if (!e.Stopped)
        {
            Containers.SetItem(ref e, arguments[0], arguments[1], arguments[2], -1);
        }

        return before;
    }

    /// <summary>Takes the first equal item out of a list, or the key out of a map.</summary>
    private static Operand Remove(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (arguments[0].AsMap is { } map)
        {
            if (Containers.TryKey(ref e, arguments[1], -1, out var key))
            {
                map.Remove(ref e, key);
            }
        }
        else if (arguments[0].AsList is { } list)
        {
            var index = Comparison.IndexOf(ref e, list, arguments[1]);
            if (index >= 0)
            {
                list.RemoveAt(ref e, index);
            }
        }
        else
        {
            e.FailArgument(0, "list or map", arguments[0]);
        }

        return arguments[0];
    }

    /// <summary>Turns the list itself around.</summary>
    private static Operand Reverse(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (arguments[0].AsList is { } list)
        {
            list.Reverse(ref e);
        }
        else if (!arguments[0].IsNil)
        {
            e.FailArgument(0, "list", arguments[0]);
        }

        return arguments[0];
    }

    private static Operand Get(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (arguments[0].AsList is { Distinct: { } distinct } set)
        {
            return distinct.Contains(ref e, set, arguments[1]) ? arguments[1] : default;
        }

        return Containers.Item(ref e, arguments[0], arguments[1], -1);
    }

    private static Operand ContainsKey(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (arguments[0].AsSequence is { } list)
        {
            return Operand.Of(arguments[1].IsLong && arguments[1].AsLong >= 0 && arguments[1].AsLong < list.Count);
        }

        return arguments[0].IsNil ? Operand.False
            : Operand.Of(Containers.TryKey(ref e, arguments[1], -1, out var key) && arguments.Map(0, ref e).Has(key));
    }

    private static Operand Members(ref Evaluation e, ReadOnlySpan<Operand> arguments, bool keys)
    {
        if (arguments[0].IsNil)
        {
            return default;
        }

        var (map, list) = (arguments.Map(0, ref e), new ListValue());
        for (var i = 0; i < map.Count && e.Spend(1); i++)
        {
            list.Add(ref e, keys ? Operand.Of(map.NameAt(i)) : map.ValueAt(ref e, i));
        }

        return Operand.Of(list);
    }
}
