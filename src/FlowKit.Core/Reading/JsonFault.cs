using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FlowKit.Reading;

/// <summary>Where a text stops being JSON, and why, in plain words.</summary>
/// <param name="Index">The character at fault.</param>
/// <param name="Text">The text.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">The cure; null when the message says it.</param>
internal sealed record JsonFault(int Index, string Text, string Message, string? Hint = null)
{
    public const string BadEscape = "an escape in this text is no character";

    public static JsonFault Find(string text, ReadOnlySpan<byte> bytes, JsonException fault)
    {
        var index = Math.Min(Encoding.UTF8.GetCharCount(bytes[..Offset(bytes, fault)]), text.Length);
        if (index >= text.Length)
        {
            return new(text.Length, text, text.AsSpan().Trim().IsEmpty ? "the text is empty" : "the text ends in the middle of a value");
        }

        return text[index] switch
        {
            '/' => new(index, text, "JSON has no comments", "take the comment out, or name the file .yaml and begin the comment with #"),
            '\'' => new(index, text, "a text stands in double quotes"),
            '}' or ']' when LastBefore(text, index) == ',' =>
                new(index, text, "a comma stands before the closing bracket", "take the comma out"),
            _ => new(index, text, string.Create(CultureInfo.InvariantCulture, $"'{text[index]}' does not fit here")),
        };
    }

    private static int Offset(ReadOnlySpan<byte> bytes, JsonException fault)
    {
        var start = 0;
        for (var line = fault.LineNumber ?? 0; line > 0; line--)
        {
            var end = bytes[start..].IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            start += end + 1;
        }

        return (int)Math.Min(bytes.Length, start + (fault.BytePositionInLine ?? 0));
    }

    private static char LastBefore(string text, int index)
    {
        var before = text.AsSpan(0, index).TrimEnd();
        return before.IsEmpty ? '\0' : before[^1];
    }
}
