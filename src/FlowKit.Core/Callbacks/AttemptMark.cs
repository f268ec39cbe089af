using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FlowKit.Callbacks;

/// <summary>
/// Names an attempt in a callback address: <c>3</c>, or <c>1-3</c> once an operator had tasks run again, because attempts count anew then.
/// </summary>
internal static class AttemptMark
{
    public static string Of(int epoch, int attempt) => epoch == 0
        ? attempt.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{epoch}-{attempt}");

    public static bool TryParse([NotNullWhen(true)] string? text, out int epoch, out int attempt)
    {
        (epoch, attempt) = (0, 0);
        var mark = text.AsSpan();
        var cut = mark.IndexOf('-');
        return (cut < 0 || TryParse(mark[..cut], out epoch)) && TryParse(mark[(cut + 1)..], out attempt);
    }

    private static bool TryParse(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
