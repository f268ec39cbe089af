using System.Buffers;
using System.Globalization;
using System.Text;
using FlowKit.Errors;

namespace FlowKit.Reading;

/// <summary>What must be true of a text before anything reads it, and where in it a character stands.</summary>
internal static class SourceText
{
    private const char ByteOrderMark = '\uFEFF';

    // The characters YAML 1.2 does not allow (section 5.1), surrogates aside: a lone one is looked for apart.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Range('\0', '\b'), .. Range('\u000B', '\u000C'), .. Range('\u000E', '\u001F'), .. Range('\u007F', '\u0084'),
            .. Range('\u0086', '\u009F'), '\uFFFE', '\uFFFF']);

    /// <summary>
    /// The text without its byte order mark; null, with the fault told, when it is too large or holds what no text may hold.
    /// </summary>
    public static string? Check(string text, string? file, int maxBytes, Findings findings)
    {
        if (text.Length > maxBytes || (text.Length > maxBytes / 3 && Encoding.UTF8.GetByteCount(text) > maxBytes))
        {
            findings.Error(FlowErrorCodes.TextTooLarge, SourcePlace.Root(file), TooLarge(maxBytes), "divide it into several flows");
            return null;
        }

        var clean = text.StartsWith(ByteOrderMark) ? text[1..] : text;
        var at = clean.AsSpan().IndexOfAny(Forbidden);
        at = at < 0 ? LoneSurrogate(clean) : at;
        if (at < 0)
        {
            return clean;
        }

        findings.Error(
            FlowErrorCodes.ForbiddenCharacter,
            PlaceAt(clean, at, file),
            string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)clean[at]:X4} must not stand in a flow"),
            "take it out, or write it as an escape in double quotes");
        return null;
    }

    public static string TooLarge(int maxBytes) =>
        string.Create(CultureInfo.InvariantCulture, $"the text is larger than {maxBytes} bytes");

    /// <summary>The line and column of a character.</summary>
    public static SourcePlace PlaceAt(string text, int index, string? file)
    {
        var line = 1;
        var start = 0;
        for (var i = 0; i < index; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
            {
                line++;
                start = i + 1;
            }
        }

        return SourcePlace.Root(file, line, index - start + 1);
    }

    private static int LoneSurrogate(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);
}
