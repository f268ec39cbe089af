using System.Text;
using FlowKit.Values;

namespace FlowKit.Steps;

/// <summary>
/// Texts with references: <c>$name$</c> and <c>${name}</c>, where a name is letters, digits, <c>_ - .</c>; <c>$$</c> is a dollar sign, and so is
/// one that begins neither. What a reference stands for is put in as it is and not looked through again.
/// </summary>
internal static class TextTemplate
{
    /// <summary>Adds the names that the texts of a value refer to.</summary>
    public static void AddNames(FlowValue value, ISet<string> names)
    {
        if (value.AsString() is { } text)
        {
            for (var at = 0; Next(text, at, out var name) is { } part; at += part.Length)
            {
                if (name is not null)
                {
                    names.Add(name);
                }
            }

            return;
        }

        foreach (var inner in value.Kind == FlowValueKind.Array ? value.Items : value.Members.Select(member => member.Value))
        {
            AddNames(inner, names);
        }
    }

    /// <summary>
    /// The value with its texts filled. A text that is a reference and nothing else becomes what that stands for, whatever its type; within a
    /// text, what is no text is written as JSON.
    /// </summary>
    /// <param name="value">Any JSON.</param>
    /// <param name="valueOf">Takes a name, and the reference as it is written.</param>
    /// <param name="room">How many characters may be written; what is left of it. Below zero nothing more is written.</param>
    public static FlowValue Fill(FlowValue value, Func<string, string, FlowValue> valueOf, ref int room)
    {
        switch (value.Kind)
        {
            case FlowValueKind.String:
                return Fill(value.AsString()!, valueOf, ref room);
            case FlowValueKind.Array:
                var items = new FlowValue[value.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Fill(value[i], valueOf, ref room);
                }

                return FlowValue.Array(items);
            case FlowValueKind.Object:
                var members = new List<KeyValuePair<string, FlowValue>>(value.Count);
                foreach (var (name, inner) in value.Members)
                {
                    members.Add(new(name, Fill(inner, valueOf, ref room)));
                }

                return FlowValue.Object(members);
            default:
                return value;
        }
    }

    private static FlowValue Fill(string text, Func<string, string, FlowValue> valueOf, ref int room)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var filled = new StringBuilder();
        var at = 0;
        while (room >= 0 && Next(text, at, out var name) is { } part)
        {
            if (name is not null && part.Length == text.Length)
            {
                return valueOf(name, part);
            }

            var written = name is null ? part == "$$" ? "$" : part : Written(valueOf(name, part));
            room -= written.Length;
            _ = room >= 0 ? filled.Append(written) : filled;
            at += part.Length;
        }

        return filled.ToString();
    }

    private static string Written(FlowValue value) => value.AsString() ?? value.ToJson();

    /// <summary>The part that begins there: a reference with its name, an escaped dollar, or what stands before the next; null at the end.</summary>
    private static string? Next(string text, int at, out string? name)
    {
        name = null;
        if (at >= text.Length)
        {
            return null;
        }

        if (text[at] != '$')
        {
            var dollar = text.IndexOf('$', at);
            return dollar < 0 ? text[at..] : text[at..dollar];
        }

        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        if (next == '$')
        {
            return "$$";
        }

        var start = next == '{' ? at + 2 : at + 1;
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'))
        {
            end++;
        }

        if (end == start || end == text.Length || text[end] != (next == '{' ? '}' : '$'))
        {
            return "$";
        }

        name = text[start..end];
        return text[at..(end + 1)];
    }
}
