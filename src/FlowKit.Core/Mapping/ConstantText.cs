using System.Text.Json;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>
/// What a text that is no path means as a source: a JSON object, list or number, or true and false in any case, is that value, blanks
/// around it ignored; anything else is the text as written.
/// </summary>
internal static class ConstantText
{
    public static FlowValue Read(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return text;
        }

        if (trimmed.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (trimmed.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return trimmed[0] is '{' or '[' or '-' or (>= '0' and <= '9') ? ReadJson(trimmed, text) : text;
    }

    private static FlowValue ReadJson(ReadOnlySpan<char> json, string text)
    {
        try
        {
            return FlowValue.Parse(json.ToString());
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
