using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary><c>string.*</c>, but for those that take a regular expression. Indexes count UTF-16 units from 0.</summary>
internal static class TextFunctions
{
    public static readonly BuiltIn[] All =
    [
        new("string.length", 1, 1, (ref e, arguments) => Operand.Of((long)arguments.Text(0, ref e).Length)),
        new("string.contains", 2, 2, (ref e, arguments) => Operand.Of(Search(ref e, arguments) >= 0)),
        new("string.indexOf", 2, 2, (ref e, arguments) => Operand.Of((long)Search(ref e, arguments))),
        new("string.startsWith", 2, 2, StartsWith),
        new("string.endsWith", 2, 2, EndsWith),
        new("string.substring", 2, 3, Substring),
        new("string.join", 1, 2, Join),
        new("string.trim", 1, 1, (ref e, arguments) => Changed(ref e, arguments, text => text.Trim())),
        new("string.toUpperCase", 1, 1, (ref e, arguments) => Changed(ref e, arguments, text => text.ToUpperInvariant())),
        new("string.toLowerCase", 1, 1, (ref e, arguments) => Changed(ref e, arguments, text => text.ToLowerInvariant())),
    ];

    private static Operand Changed(ref Evaluation e, ReadOnlySpan<Operand> arguments, Func<string, string> change)
    {
        var text = arguments.Text(0, ref e);
        return !e.Stopped && e.Allocate(text.Length) ? Operand.Of(change(text)) : default;
    }

    /// <summary>The search may look at both texts again and again, which its price says.</summary>
    private static int Search(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (text, part) = (arguments.Text(0, ref e), arguments.Text(1, ref e));
        var price = (1 + (text.Length / 64L)) * (1 + (part.Length / 64L));
        return !e.Stopped && e.Spend(price) ? text.IndexOf(part, StringComparison.Ordinal) : -1;
    }

    private static Operand StartsWith(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (text, part) = (arguments.Text(0, ref e), arguments.Text(1, ref e));
        return Operand.Of(e.SpendText(part.Length) && text.StartsWith(part, StringComparison.Ordinal));
    }

    private static Operand EndsWith(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (text, part) = (arguments.Text(0, ref e), arguments.Text(1, ref e));
        return Operand.Of(e.SpendText(part.Length) && text.EndsWith(part, StringComparison.Ordinal));
    }

    private static Operand Substring(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (text, begin) = (arguments.Text(0, ref e), arguments.Whole(1, ref e));
        var end = arguments.Length == 3 ? arguments.Whole(2, ref e) : text.Length;
        if (e.Stopped)
        {
            return default;
        }

        if (begin < 0 || end > text.Length || begin > end)
        {
            return e.Fail(FlowErrorCodes.ExpressionIndex, $"the part is outside of the {text.Length} characters");
        }

        return e.Allocate(end - begin) ? Operand.Of(text[(int)begin..(int)end]) : default;
    }

    private static Operand Join(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var items = arguments.Items(0, ref e);
        var separator = arguments.Length == 2 ? arguments.Text(1, ref e) : string.Empty;
        if (e.Stopped || !e.Allocate(items.Count))
        {
            return default;
        }

        var parts = new string[items.Count];
        for (var i = 0; i < parts.Length && e.Spend(1); i++)
        {
            parts[i] = Texts.Of(ref e, items.Get(ref e, i));
            e.Allocate(parts[i].Length + separator.Length);
        }

        return e.Stopped ? default : Operand.Of(string.Join(separator, parts));
    }
}
