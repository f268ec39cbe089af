using System.Globalization;
using FlowKit.Errors;

namespace FlowKit.Storing;

/// <summary>Where a page ended: the start of its last execution, and its number for those of one instant.</summary>
internal readonly record struct PageCursor(long Started, long No)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Started}.{No}");

    /// <summary>Behind which place of the list the page of a query begins: the cursor, or the bound of its time range that comes first.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.CursorInvalid"/>.</exception>
    public static PageCursor Of(ExecutionQuery query)
    {
        // No execution has the number 0: the place lies before all that started at the bound.
        PageCursor first = query.OldestFirst ? new(query.StartedFrom?.UtcTicks ?? 0, 0) : new(query.StartedBefore?.UtcTicks ?? long.MaxValue, 0);
        if (query.Cursor is null)
        {
            return first;
        }

        var given = Of(query.Cursor);
        return given.CompareTo(first) < 0 == query.OldestFirst ? first : given;
    }

    public int CompareTo(PageCursor other) => Started == other.Started ? No.CompareTo(other.No) : Started.CompareTo(other.Started);

    private static PageCursor Of(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && TryRead(text.AsSpan(0, point), out var started) && TryRead(text.AsSpan(point + 1), out var no)
            ? new(started, no)
            : throw new FlowException(FlowErrorCodes.CursorInvalid, "The cursor is none that this store gave: take that of the page before, unchanged.");
    }

    private static bool TryRead(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
