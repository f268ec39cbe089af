using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary>A stable merge sort. An order that contradicts itself gives some order, never a fault.</summary>
internal static class Sorting
{
    private const int ItemCost = 32;

    /// <summary>A new list. An order says whether its first argument comes first, or a number below, at or above 0.</summary>
    public static Operand Sort(ref Evaluation e, Sequence items, FunctionValue? order)
    {
        if (!e.Allocate((long)items.Count * ItemCost))
        {
            return default;
        }

        var (from, to) = (new Operand[items.Count], new Operand[items.Count]);
        for (var i = 0; i < from.Length && e.Spend(1); i++)
        {
            from[i] = items.Get(ref e, i);
        }

        for (var width = 1; width < from.Length && !e.Stopped; width = width > from.Length / 2 ? from.Length : width * 2)
        {
            for (var left = 0; left < from.Length && !e.Stopped; left += Math.Min(2 * width, from.Length - left))
            {
                var middle = (int)Math.Min((long)left + width, from.Length);
                var right = (int)Math.Min((long)left + (2L * width), from.Length);
                Merge(ref e, from.AsSpan(left, middle - left), from.AsSpan(middle, right - middle), to.AsSpan(left), order);
            }

            (from, to) = (to, from);
        }

        return Operand.Of(ListValue.Of(from, from.Length));
    }

    private static void Merge(ref Evaluation e, Span<Operand> left, Span<Operand> right, Span<Operand> to, FunctionValue? order)
    {
        var (l, r) = (0, 0);
        while (l < left.Length && r < right.Length && e.Spend(1))
        {
            to[l + r] = IsBefore(ref e, order, right[r], left[l]) ? right[r++] : left[l++];
        }

        left[l..].CopyTo(to[(l + r)..]);
        right[r..].CopyTo(to[(left.Length + r)..]);
    }

    private static bool IsBefore(ref Evaluation e, FunctionValue? order, Operand first, Operand second)
    {
        if (order is null)
        {
            return Comparison.Compare(ref e, first, second, -1) < 0;
        }

        var answer = order.Invoke(ref e, [first, second]);
        if (!e.Stopped && !answer.IsBoolean && !answer.IsNumber)
        {
            e.Fail(FlowErrorCodes.ExpressionType, $"an order must give a boolean or a number, but gave {answer.Description}");
        }

        return !e.Stopped && (answer.IsBoolean ? answer.IsTrue : Arithmetic.ToDouble(answer) < 0);
    }
}
