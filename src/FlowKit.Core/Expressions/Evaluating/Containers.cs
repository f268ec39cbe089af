using FlowKit.Errors;

namespace FlowKit.Expressions.Evaluating;

/// <summary>Reading and writing one item of a list or one member of a map.</summary>
internal static class Containers
{
    /// <summary>The member of a map; nil where there is none, and of nil.</summary>
    public static Operand Member(ref Evaluation e, Operand target, string name, int position)
    {
        if (target.AsMap is { } map)
        {
            return map.Get(ref e, name);
        }

        return target.IsNil
            ? default
            : e.Fail(FlowErrorCodes.ExpressionType, position, $"{target.Description} has no member '{name}'");
    }

    /// <summary>The item of a list, the character of a text, the member of a map; nil of nil.</summary>
    public static Operand Item(ref Evaluation e, Operand target, Operand index, int position)
    {
        if (target.IsNil)
        {
            return default;
        }

        if (target.AsMap is { } map)
        {
            return TryKey(ref e, index, position, out var key) ? map.Get(ref e, key) : default;
        }

        var items = target.AsSequence ?? (target.AsText is { } text ? new TextSequence(text) : null);
        if (items is null)
        {
            return e.Fail(FlowErrorCodes.ExpressionType, position, $"{target.Description} has no items");
        }

        return TryIndex(ref e, items, index, position, out var place) ? items.Get(ref e, place) : default;
    }

    /// <summary>Replaces the item of a list, or puts the member of a map.</summary>
    public static void SetItem(ref Evaluation e, Operand target, Operand index, Operand value, int position)
    {
        if (target.AsMap is { } map)
        {
            if (TryKey(ref e, index, position, out var key))
            {
                map.Set(ref e, key, value);
            }
        }
        else if (target.AsList is not { Distinct: null } list)
        {
            e.Fail(FlowErrorCodes.ExpressionType, position, $"a part of {target.Description} cannot be set");
        }
        else if (TryIndex(ref e, list, index, position, out var place))
        {
            list.Set(ref e, place, value);
        }
    }

    /// <summary>Keys are texts; a number or a boolean stands for its text.</summary>
    public static bool TryKey(ref Evaluation e, Operand key, int position, out string text)
    {
        text = key.AsText ?? string.Empty;
        if (key.AsText is null)
        {
            if (!key.IsNumber && !key.IsBoolean)
            {
                e.Fail(FlowErrorCodes.ExpressionType, position, $"{key.Description} cannot be a key");
                return false;
            }

            text = Texts.Of(ref e, key);
        }

        return e.SpendText(text.Length);
    }

    /// <summary>A whole number within 0 and the last index.</summary>
    public static bool TryIndex(ref Evaluation e, Sequence items, Operand index, int position, out int place)
    {
        place = 0;
        var number = index.IsNumber ? Arithmetic.ToDouble(index) : 0;
        if (!index.IsNumber || Math.Floor(number) != number)
        {
            var found = index.IsNumber ? "one with a fraction" : index.Description;
            e.Fail(FlowErrorCodes.ExpressionType, position, $"an index must be a whole number, not {found}");
            return false;
        }

        if (number < 0 || number >= items.Count)
        {
            e.Fail(FlowErrorCodes.ExpressionIndex, position, $"the index is outside of the {items.Count} items");
            return false;
        }

        place = (int)number;
        return true;
    }
}
