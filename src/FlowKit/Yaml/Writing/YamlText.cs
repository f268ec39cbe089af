using System.Buffers;
using System.Globalization;
using System.Text;
using FlowKit.Reading;
using FlowKit.Values;

namespace FlowKit.Yaml.Writing;

/// <summary>
/// A value as YAML that people like to read: blocks, two spaces a level, quotes only where they are needed. What another reader of YAML might
/// take for something else than a text is quoted.
/// </summary>
internal sealed class YamlText
{
    private const int Step = 2;

    /// <summary>Readers look for the colon within 1,024 characters, of which each may be written as six.</summary>
    private const int LongestKey = 150;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$./:@*()[]=<>+-?&|~^!%;', {}\"");

    private static readonly SearchValues<char> First = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$/(");

    // Other readers, by the rules of YAML 1.1, take these for true and false.
    private static readonly string[] Doubtful = ["y", "n", "yes", "no", "on", "off"];

    private readonly StringBuilder _text = new();

    /// <exception cref="ArgumentException">A text holds half a surrogate pair, which no YAML can hold.</exception>
    public static string Of(FlowValue map)
    {
        var writer = new YamlText();
        writer.Members(map, indent: 0, isFirstInLine: false);
        return writer._text.ToString();
    }

    private void Members(FlowValue map, int indent, bool isFirstInLine)
    {
        foreach (var (name, value) in map.Members)
        {
            _text.Append(' ', isFirstInLine ? 0 : indent);
            isFirstInLine = false;
            Key(name, indent);
            Value(value, value.Kind == FlowValueKind.Array ? indent : indent + Step);
        }
    }

    // A long key must say that it is one.
    private void Key(string name, int indent)
    {
        var isLong = name.Length > LongestKey;
        _text.Append(isLong ? "? " : string.Empty);
        Scalar(name);
        _ = isLong ? _text.Append('\n').Append(' ', indent).Append(':') : _text.Append(':');
    }

    private void Value(FlowValue value, int indent)
    {
        if (value.Count == 0)
        {
            _text.Append(' ');
            Leaf(value);
            _text.Append('\n');
        }
        else if (value.Kind == FlowValueKind.Object)
        {
            _text.Append('\n');
            Members(value, indent, isFirstInLine: false);
        }
        else
        {
            _text.Append('\n');
            Items(value, indent + Step, isFirstInLine: false);
        }
    }

    private void Items(FlowValue list, int indent, bool isFirstInLine)
    {
        foreach (var item in list.Items)
        {
            _text.Append(' ', isFirstInLine ? 0 : indent).Append("- ");
            isFirstInLine = false;
            if (item.Count == 0)
            {
                Leaf(item);
                _text.Append('\n');
            }
            else if (item.Kind == FlowValueKind.Object)
            {
                Members(item, indent + Step, isFirstInLine: true);
            }
            else
            {
                Items(item, indent + Step, isFirstInLine: true);
            }
        }
    }

    private void Leaf(FlowValue value)
    {
        if (value.AsString() is { } text)
        {
            Scalar(text);
        }
        else
        {
            _text.Append(value.ToJson());
        }
    }

    private void Scalar(string text)
    {
        if (IsPlain(text))
        {
            _text.Append(text);
            return;
        }

        _text.Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            Append(rune);
        }

        _text.Append('"');
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 && !IsWhole(text))
        {
            throw new ArgumentException("A text of the flow holds half a surrogate pair, which no YAML can hold.");
        }
    }

    private void Append(Rune rune)
    {
        var escaped = rune.Value switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            < ' ' or (>= 0x7F and < 0xA0) or 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF =>
                string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
            _ => null,
        };
        _ = escaped is null ? _text.Append(rune.ToString()) : _text.Append(escaped);
    }

    private static bool IsPlain(string text) =>
        text.Length > 0 && First.Contains(text[0]) && !text.AsSpan().ContainsAnyExcept(Plain) && text[^1] is not (':' or ' ') && !text.Contains(": ", StringComparison.Ordinal) &&
        CoreSchema.Resolve(text).Kind == FlowValueKind.String && !Doubtful.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
