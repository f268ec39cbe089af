using System.Text;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>An address with <c>{name}</c> placeholders that are filled from a task's input, percent-encoded.</summary>
internal sealed class ResourceTemplate
{
    private readonly string _text;

    // Text and name by turns, text first and last; null when there is no placeholder.
    private readonly string[]? _parts;

    public ResourceTemplate(string text)
    {
        _text = text;
        var parts = new List<string>();
        var from = 0;
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close > open + 1 && IsName(text.AsSpan(open + 1, close - open - 1)))
            {
                parts.Add(text[from..open]);
                parts.Add(text[(open + 1)..close]);
                from = close + 1;
            }
        }

        if (parts.Count > 0)
        {
            parts.Add(text[from..]);
            _parts = [.. parts];
        }
    }

    /// <summary>The address for an input; null with the name of the placeholder that has no value.</summary>
    public string? Fill(FlowValue input, out string? missing)
    {
        missing = null;
        if (_parts is null)
        {
            return _text;
        }

        var filled = new StringBuilder(_parts[0]);
        for (var i = 1; i < _parts.Length; i += 2)
        {
            var value = input[_parts[i]];
            if (value.IsNullOrMissing || value.Kind is FlowValueKind.Array or FlowValueKind.Object)
            {
                missing = _parts[i];
                return null;
            }

            filled.Append(Uri.EscapeDataString(value.AsString() ?? value.ToJson())).Append(_parts[i + 1]);
        }

        return filled.ToString();
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
