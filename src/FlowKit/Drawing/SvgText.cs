using System.Globalization;
using System.Text;
using FlowKit.Drawing.Layout;

namespace FlowKit.Drawing;

/// <summary>Writes elements of SVG; numbers with one digit behind the point, texts escaped.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    public void Line(string text) => _text.Append(text).Append('\n');

    public void Rectangle(string style, Box box, double corner) => Line(
        $"<rect class=\"{style}\" x=\"{Number(box.X)}\" y=\"{Number(box.Y)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\" rx=\"{Number(corner)}\"/>");

    public void Path(string style, string path) => Line($"<path class=\"{style}\" d=\"{path}\"/>");

    /// <param name="style">Its class.</param>
    /// <param name="x">Where it begins, ends or has its middle.</param>
    /// <param name="y">The line the letters stand on.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="text">The text.</param>
    public void Words(string style, double x, double y, string anchor, string text) =>
        Line($"<text class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{Escaped(text)}</text>");

    /// <summary>What is shown over the element it stands in.</summary>
    public void Tooltip(string text) => Line($"<title>{Escaped(text)}</title>");

    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\n' or '\r' or '\t' => escaped.Append(' '),
                < ' ' or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }

    public override string ToString() => _text.ToString();
}
