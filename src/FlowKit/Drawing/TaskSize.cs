using FlowKit.Drawing.Layout;

namespace FlowKit.Drawing;

/// <summary>How large a task is drawn: as its name and what it does need, whatever state it is in. In pixels.</summary>
internal static class TaskSize
{
    public const double NameText = 13;
    public const double SmallText = 10.5;
    public const double LabelHeight = 18;
    public const double LabelPadding = 6;

    /// <summary>A name is cut off beyond that; the whole stands in the tooltip.</summary>
    public const double MostText = 250;

    /// <summary>How far the pointed or slanted side of a shape reaches in.</summary>
    public const double Slant = 14;

    private const double Height = 46;
    private const double Padding = 14;

    /// <summary>Room for the longest state, so that a picture does not move while an execution goes on.</summary>
    private const double LeastText = 122;

    public static Box Of(DrawnTask task)
    {
        var text = Math.Max(TextWidths.Of(task.Name, NameText, isBold: true), TextWidths.Of(task.Caption.Short, SmallText));
        var slant = task.Shape == TaskShape.Call ? 0 : Slant / 2;
        return new(0, 0, Math.Ceiling(Math.Clamp(text, LeastText, MostText) + (2 * (Padding + slant))), Height);
    }
}
