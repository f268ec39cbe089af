using System.Globalization;
using FlowKit.Errors;

namespace FlowKit.Sqlite.Reading;

/// <summary>Where a page ended: the start of its last execution, and its number for those of one instant.</summary>
internal readonly record struct Cursor(long Started, long No)
{
    /// <summary>Before the first page.</summary>
    public static Cursor First => new(long.MaxValue, long.MaxValue);

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Started}.{No}");

    /// <exception cref="FlowException"><see cref="FlowErrorCodes.CursorInvalid"/>.</exception>
    public static Cursor Of(string? text)
    {
        if (text is null)
        {
            return First;
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && TryRead(text.AsSpan(0, point), out var started) && TryRead(text.AsSpan(point + 1), out var no)
            ? new(started, no)
            : throw new FlowException(FlowErrorCodes.CursorInvalid, "The cursor is none that this store gave: take that of the page before, unchanged.");
    }

    private static bool TryRead(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
