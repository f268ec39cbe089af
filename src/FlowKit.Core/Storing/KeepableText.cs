using System.Buffers;
using System.Text;

namespace FlowKit.Storing;

/// <summary>Which texts every store keeps as they are: a database takes no NUL, and half a surrogate pair has no bytes of its own.</summary>
internal static class KeepableText
{
    /// <summary>Whether a text can be kept; null is none.</summary>
    public static bool Is(string? text) => text is null || (!text.Contains('\0', StringComparison.Ordinal) && IsWellFormed(text));

    /// <summary>The text cut to a length, with a replacement character for what cannot be kept.</summary>
    public static string Of(string text, int longest) => Of(text.Length > longest ? text[..longest] : text);

    /// <summary>The text with a replacement character for what cannot be kept.</summary>
    public static string Of(string text) => Is(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is var at and >= 0)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[(at + length)..];
        }

        return true;
    }
}
