using System.Text;

namespace FlowKit.Drawing;

/// <summary>
/// How wide a text is at most in the common sans-serif fonts: the widths are those of DejaVu Sans, the widest of them, so that what fits
/// here fits wherever the picture is looked at.
/// </summary>
internal static class TextWidths
{
    private const double BoldFactor = 1.12;
    private const double OtherWidth = 0.75;
    private const double WideWidth = 1.05;

    /// <summary>From here on characters are as wide as they are high, but for few.</summary>
    private const int FirstWide = 0x2E80;

    /// <summary>Of the characters from blank to tilde, in thousandths of the font's size.</summary>
    private static readonly short[] Ascii =
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ];

    /// <summary>The width in the unit of the size.</summary>
    public static double Of(string text, double size, bool isBold = false)
    {
        var width = 0d;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width * size * (isBold ? BoldFactor : 1);
    }

    /// <summary>The text, or as much of it as is that wide, with an ellipsis.</summary>
    public static string Fitted(string text, double size, double width, bool isBold = false)
    {
        if (Of(text, size, isBold) <= width)
        {
            return text;
        }

        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Of($"{kept}{rune}…", size, isBold) > width)
            {
                break;
            }

            kept.Append(rune);
        }

        return $"{kept}…";
    }

    private static double Of(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => Ascii[rune.Value - ' '] / 1000d,
        '…' => 1,
        < FirstWide => OtherWidth,
        _ => WideWidth,
    };
}
