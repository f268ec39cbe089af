using FlowKit.Drawing.Layout;

namespace FlowKit.Drawing;

/// <summary>Writes a picture as one SVG document that needs nothing else.</summary>
internal sealed class SvgWriter
{
    private const double Margin = 20;
    private const double TitleHeight = 34;
    private const double LegendHeight = 26;
    private const double TitleText = 14;

    private readonly SvgText _svg = new();

    private SvgWriter()
    {
    }

    public static string Write(DrawnFlow flow)
    {
        var writer = new SvgWriter();
        writer.Page(flow, PlacedGroup.Of(flow.Tasks));
        return writer._svg.ToString();
    }

    private void Page(DrawnFlow flow, PlacedGroup tasks)
    {
        var legend = flow.HasInferredEdges ? LegendHeight : 0;
        var width = Math.Ceiling(Math.Max(tasks.Size.Width, Math.Max(TextWidths.Of(flow.Title, TitleText, isBold: true), 240)) + (2 * Margin));
        var height = Math.Ceiling(tasks.Size.Height + TitleHeight + legend + (2 * Margin));
        var (w, h) = (SvgText.Number(width), SvgText.Number(height));
        _svg.Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fk\" role=\"img\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">");
        _svg.Tooltip(flow.Title);
        _svg.Line($"<style>\n{SvgStyle.Text}\n</style>");
        _svg.Rectangle("fk-page", new(0, 0, width, height), 8);
        _svg.Words("fk-title", Margin, Margin + 12, "start", flow.Title);
        if (legend > 0)
        {
            Legend(height - Margin);
        }

        Group(tasks, (width - tasks.Size.Width) / 2, Margin + TitleHeight);
        _svg.Line("</svg>");
    }

    private void Legend(double y)
    {
        _svg.Path("fk-line fk-inferred", $"M{SvgText.Number(Margin)} {SvgText.Number(y - 4)} h34");
        _svg.Words("fk-small", Margin + 42, y, "start", "follows because it reads the other's output");
    }

    private void Group(PlacedGroup group, double dx, double dy)
    {
        for (var i = 0; i < group.Edges.Length; i++)
        {
            SvgEdges.Write(_svg, group.Group.Edges[i], group.Edges[i].Moved(dx, dy));
        }

        for (var i = 0; i < group.Edges.Length; i++)
        {
            if (group.Edges[i].Label is { } box)
            {
                SvgEdges.WriteLabel(_svg, group.Group.Edges[i].Label!, box.Moved(dx, dy));
            }
        }

        foreach (var task in group.Tasks)
        {
            Task(task, task.Box.Moved(dx, dy));
        }
    }

    private void Task(PlacedTask placed, Box box)
    {
        var task = placed.Task;
        _svg.Line($"<g data-task=\"{SvgText.Escaped(task.Name)}\">");
        _svg.Tooltip(task.State is null ? $"{task.Name}: {task.Caption.Full}" : $"{task.Name}: {task.State.Text}. {task.Caption.Full}");
        if (task.IsBox)
        {
            Frame(placed, box);
        }
        else
        {
            SvgShapes.Write(_svg, $"fk-shape {Colour(task)}", task.Shape, box);
            var room = box.Width - TaskSize.Slant;
            _svg.Words("fk-name", box.CenterX, box.Y + 20, "middle", TextWidths.Fitted(task.Name, TaskSize.NameText, room, isBold: true));
            _svg.Words(
                "fk-small", box.CenterX, box.Y + 35, "middle", TextWidths.Fitted(task.State?.Text ?? task.Caption.Short, TaskSize.SmallText, room));
        }

        _svg.Line("</g>");
    }

    private void Frame(PlacedTask placed, Box box)
    {
        var task = placed.Task;
        var style = task.State is null ? "fk-box" : $"fk-box fk-{task.State.Style}";
        if (task.Shape == TaskShape.Loop)
        {
            // A second sheet behind the first: what is inside runs many times.
            _svg.Rectangle("fk-box", box.Moved(5, 5), 9);
        }

        _svg.Rectangle(style, box, 9);
        _svg.Words(
            "fk-name", box.X + BoxFrame.Padding, box.Y + 19, "start", TextWidths.Fitted(task.Name, TaskSize.NameText, TaskSize.MostText, isBold: true));
        _svg.Words(
            "fk-small", box.X + BoxFrame.Padding, box.Y + 33, "start",
            TextWidths.Fitted(task.Caption.Short, TaskSize.SmallText, box.Width - (2 * BoxFrame.Padding)));
        if (task.State is { } state)
        {
            _svg.Words("fk-small", box.Right - BoxFrame.Padding, box.Y + 19, "end", state.Text);
        }

        foreach (var branch in placed.Inner)
        {
            Branch(branch, branch.Frame.Moved(box.X, box.Y));
        }
    }

    private void Branch(PlacedBranch branch, Box frame)
    {
        if (branch.Group.Group.Caption is { } caption)
        {
            _svg.Line("<g>");
            _svg.Tooltip(caption.Full);
            _svg.Rectangle("fk-branch", frame, 6);
            _svg.Words("fk-small", frame.X + BoxFrame.BranchPadding, frame.Y + 16, "start", caption.Short);
            _svg.Line("</g>");
        }

        Group(branch.Group, frame.X + branch.Offset.Width, frame.Y + branch.Offset.Height);
    }

    private static string Colour(DrawnTask task) => task.State is null ? $"fk-{task.Shape}" : $"fk-{task.State.Style}";
}
