using System.Text;
using FlowKit.Values;

namespace FlowKit.Dispatching;

/// <summary>References to secrets within texts: <c>Bearer ${secrets.openai}</c>. Names are letters, digits, <c>_ - .</c></summary>
internal static class SecretText
{
    private const string Open = "${secrets.";

    public static bool IsIn(string? text) => text is not null && NextIn(text, 0, out _, out _) >= 0;

    public static bool IsIn(FlowValue value) => value.Kind switch
    {
        FlowValueKind.String => IsIn(value.AsString()),
        FlowValueKind.Array => value.Items.Any(IsIn),
        FlowValueKind.Object => value.Members.Any(member => IsIn(member.Value)),
        _ => false,
    };

    /// <summary>Adds the names a text refers to.</summary>
    public static void AddNames(string text, ISet<string> names)
    {
        for (var from = 0; NextIn(text, from, out var name, out var end) >= 0; from = end)
        {
            names.Add(name);
        }
    }

    /// <summary>Adds the names the texts of a value refer to.</summary>
    public static void AddNames(FlowValue value, ISet<string> names)
    {
        if (value.AsString() is { } text)
        {
            AddNames(text, names);
        }

        foreach (var part in value.Kind == FlowValueKind.Array ? value.Items : value.Members.Select(member => member.Value))
        {
            AddNames(part, names);
        }
    }

    /// <summary>The text with what each reference stands for.</summary>
    public static string Fill(string text, Func<string, string> secretOf)
    {
        StringBuilder? filled = null;
        var from = 0;
        for (int at; (at = NextIn(text, from, out var name, out var end)) >= 0; from = end)
        {
            (filled ??= new()).Append(text, from, at - from).Append(secretOf(name));
        }

        return filled is null ? text : filled.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The value with what each reference in its texts stands for.</summary>
    public static FlowValue Fill(FlowValue value, Func<string, string> secretOf) => value.Kind switch
    {
        FlowValueKind.String => Fill(value.AsString()!, secretOf),
        FlowValueKind.Array => FlowValue.Array(value.Items.Select(item => Fill(item, secretOf))),
        FlowValueKind.Object => FlowValue.Object(
            value.Members.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value, secretOf)))),
        _ => value,
    };

    private static int NextIn(string text, int from, out string name, out int end)
    {
        for (var at = from; (at = text.IndexOf(Open, at, StringComparison.Ordinal)) >= 0; at += Open.Length)
        {
            end = at + Open.Length;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'))
            {
                end++;
            }

            if (end < text.Length && text[end] == '}' && end > at + Open.Length)
            {
                name = text[(at + Open.Length)..end++];
                return at;
            }
        }

        (name, end) = (string.Empty, text.Length);
        return -1;
    }
}
