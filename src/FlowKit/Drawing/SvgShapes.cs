using FlowKit.Drawing.Layout;

namespace FlowKit.Drawing;

/// <summary>The outline of each category, so that it is known without colour.</summary>
internal static class SvgShapes
{
    private const double Corner = 7;
    private const double Slant = TaskSize.Slant;

    /// <summary>How far the second line of a sub-flow stands inside the first.</summary>
    private const double Inset = 5;

    public static void Write(SvgText svg, string style, TaskShape shape, Box box)
    {
        switch (shape)
        {
            case TaskShape.Call:
                svg.Rectangle(style, box, Corner);
                break;
            case TaskShape.SubFlow:
                svg.Rectangle(style, box, 2);
                svg.Path(style, $"{Down(box.X + Inset, box)} {Down(box.Right - Inset, box)}");
                break;
            case TaskShape.Pass:
                svg.Rectangle(style, box, box.Height / 2);
                break;
            default:
                svg.Path(style, Outline(shape, box));
                break;
        }
    }

    private static string Outline(TaskShape shape, Box box)
    {
        var (left, top, right, bottom, middle) = (box.X, box.Y, box.Right, box.Bottom, box.Y + (box.Height / 2));
        return shape switch
        {
            TaskShape.Switch => Closed(
                (left + Slant, top), (right - Slant, top), (right, middle), (right - Slant, bottom), (left + Slant, bottom), (left, middle)),
            TaskShape.Return => Closed(
                (left + Slant, top), (right - Slant, top), (right, top + Slant), (right, bottom - Slant), (right - Slant, bottom),
                (left + Slant, bottom), (left, bottom - Slant), (left, top + Slant)),
            TaskShape.Script => Closed((left + Slant, top), (right, top), (right - Slant, bottom), (left, bottom)),
            _ => Waiting(box),
        };
    }

    // Round on the right: the sign of a delay.
    private static string Waiting(Box box)
    {
        var radius = SvgText.Number(box.Height / 2);
        var right = SvgText.Number(box.Right - (box.Height / 2));
        var (left, top, bottom) = (SvgText.Number(box.X), SvgText.Number(box.Y), SvgText.Number(box.Bottom));
        return $"M{left} {top} H{right} A{radius} {radius} 0 0 1 {right} {bottom} H{left} Z";
    }

    private static string Down(double x, Box box) => $"M{SvgText.Number(x)} {SvgText.Number(box.Y)} V{SvgText.Number(box.Bottom)}";

    private static string Closed(params ReadOnlySpan<(double X, double Y)> points)
    {
        var path = new System.Text.StringBuilder();
        foreach (var (x, y) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(SvgText.Number(x)).Append(' ').Append(SvgText.Number(y)).Append(' ');
        }

        return path.Append('Z').ToString();
    }
}
