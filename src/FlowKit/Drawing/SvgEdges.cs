using System.Text;
using FlowKit.Drawing.Layout;

namespace FlowKit.Drawing;

/// <summary>Arrows: straight down through layers, in a smooth bend between them.</summary>
internal static class SvgEdges
{
    private const double HeadLength = 8;
    private const double HeadHalf = 4;

    public static void Write(SvgText svg, DrawnEdge edge, EdgeRoute route)
    {
        svg.Path(edge.IsInferred ? "fk-line fk-inferred" : "fk-line", Line(route.Pieces));
        var tip = route.Pieces[^1];
        var (x, y, back) = (SvgText.Number(tip.X), SvgText.Number(tip.Bottom), SvgText.Number(tip.Bottom - HeadLength));
        svg.Path("fk-head", $"M{SvgText.Number(tip.X - HeadHalf)} {back} H{SvgText.Number(tip.X + HeadHalf)} L{x} {y} Z");
    }

    public static void WriteLabel(SvgText svg, DrawnText label, Box box)
    {
        svg.Line("<g>");
        svg.Tooltip(label.Full);
        svg.Rectangle("fk-label", box, TaskSize.LabelHeight / 2);
        svg.Words("fk-small", box.CenterX, box.Y + 12.7, "middle", label.Short);
        svg.Line("</g>");
    }

    private static string Line(EdgePiece[] pieces)
    {
        var path = new StringBuilder();
        path.Append($"M{SvgText.Number(pieces[0].X)} {SvgText.Number(pieces[0].Top)}");
        Down(path, pieces[0].Top, pieces[0].Bottom);
        for (var i = 1; i < pieces.Length; i++)
        {
            // The line ends where the head begins.
            var end = i == pieces.Length - 1 ? pieces[i].Bottom - HeadLength + 1 : pieces[i].Bottom;
            var top = Math.Min(pieces[i].Top, end);
            Bend(path, pieces[i - 1].X, pieces[i - 1].Bottom, pieces[i].X, top);
            Down(path, top, end);
        }

        return path.ToString();
    }

    private static void Down(StringBuilder path, double from, double to)
    {
        if (to - from > 0.05)
        {
            path.Append(" V").Append(SvgText.Number(to));
        }
    }

    private static void Bend(StringBuilder path, double fromX, double fromY, double toX, double toY)
    {
        if (Math.Abs(fromX - toX) < 0.5)
        {
            path.Append(" L").Append(SvgText.Number(toX)).Append(' ').Append(SvgText.Number(toY));
            return;
        }

        var middle = SvgText.Number((fromY + toY) / 2);
        path.Append(" C").Append(SvgText.Number(fromX)).Append(' ').Append(middle)
            .Append(' ').Append(SvgText.Number(toX)).Append(' ').Append(middle)
            .Append(' ').Append(SvgText.Number(toX)).Append(' ').Append(SvgText.Number(toY));
    }
}
