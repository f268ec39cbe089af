using FlowKit.Drawing.Layout;

namespace FlowKit.Drawing;

/// <summary>A group with every place in it; places count from its own corner.</summary>
internal sealed record PlacedGroup(DrawnGroup Group, Size Size, PlacedTask[] Tasks, EdgeRoute[] Edges)
{
    public static PlacedGroup Of(DrawnGroup group)
    {
        var tasks = group.Tasks.Select(task => task.IsBox ? BoxFrame.Of(task) : new PlacedTask(task, TaskSize.Of(task), [])).ToArray();
        var layout = GraphLayout.Of(
            [.. tasks.Select(task => new Size(task.Box.Width, task.Box.Height))],
            [.. group.Edges.Select(edge => new LayoutEdge(edge.From, edge.To, LabelSize(edge.Label), edge.IsInferred))]);
        return new(
            group,
            layout.Size,
            [.. tasks.Select((task, index) => task with { Box = layout.Nodes[index] })],
            layout.Edges);
    }

    private static Size LabelSize(DrawnText? label) => label is null
        ? default
        : new(TextWidths.Of(label.Short, TaskSize.SmallText) + (2 * TaskSize.LabelPadding), TaskSize.LabelHeight);
}
