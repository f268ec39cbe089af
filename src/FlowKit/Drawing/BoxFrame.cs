using FlowKit.Drawing.Layout;

namespace FlowKit.Drawing;

/// <summary>The box around the tasks of a loop or the branches of a choice: a head with its name, then what is in it.</summary>
internal static class BoxFrame
{
    public const double HeadHeight = 46;
    public const double Padding = 14;
    public const double CaptionHeight = 24;
    public const double BranchPadding = 12;

    private const double BranchGap = 14;
    private const double Aspect = 2.2;

    /// <summary>Room for the state at the right end of the head.</summary>
    private const double StateWidth = 150;

    /// <summary>The task with its size and what stands inside it.</summary>
    public static PlacedTask Of(DrawnTask task)
    {
        var groups = task.Groups.Select(PlacedGroup.Of).ToArray();
        var shelves = Shelves.Of([.. groups.Select(FrameSize)], BranchGap, Aspect);
        var head = Math.Max(
            TextWidths.Of(task.Name, TaskSize.NameText, isBold: true) + StateWidth, TextWidths.Of(task.Caption.Short, TaskSize.SmallText));
        var inside = Math.Max(shelves.Size.Width, Math.Min(head, TaskSize.MostText + StateWidth));
        var left = Padding + ((inside - shelves.Size.Width) / 2);
        return new(
            task,
            new(0, 0, Math.Ceiling(inside + (2 * Padding)), HeadHeight + shelves.Size.Height + Padding),
            [.. groups.Select((group, index) => Branch(group, shelves.Boxes[index].Moved(left, HeadHeight)))]);
    }

    private static PlacedBranch Branch(PlacedGroup group, Box frame) => group.Group.Caption is null
        ? new(frame, group, default)
        : new(frame, group, new((frame.Width - group.Size.Width) / 2, CaptionHeight + (BranchPadding / 2)));

    private static Size FrameSize(PlacedGroup group) => group.Group.Caption is { } caption
        ? new(
            Math.Max(group.Size.Width, TextWidths.Of(caption.Short, TaskSize.SmallText)) + (2 * BranchPadding),
            CaptionHeight + group.Size.Height + (1.5 * BranchPadding))
        : group.Size;
}
