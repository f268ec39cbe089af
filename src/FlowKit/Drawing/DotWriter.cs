using System.Globalization;
using System.Text;

namespace FlowKit.Drawing;

/// <summary>Writes a picture in the DOT language of Graphviz.</summary>
internal sealed class DotWriter
{
    private readonly IndentedText _text = new();

    private DotWriter()
    {
    }

    public static string Write(DrawnFlow flow)
    {
        var writer = new DotWriter();
        writer._text.Begin($"digraph \"{flow.Title}\" {{");
        writer._text.Line($"graph [rankdir=TB, compound=true, fontname=\"Helvetica\", fontsize=13, labelloc=t, label=\"{flow.Title}\"]");
        writer._text.Line("node [shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", color=\"#57606a\", fontname=\"Helvetica\", fontsize=11]");
        writer._text.Line("edge [color=\"#6e7781\", fontname=\"Helvetica\", fontsize=10, arrowsize=0.7]");
        writer.Group(flow.Tasks);
        writer._text.End("}");
        return writer._text.ToString();
    }

    private void Group(DrawnGroup group)
    {
        foreach (var task in group.Tasks)
        {
            Task(task);
        }

        foreach (var edge in group.Edges)
        {
            var (from, to) = (group.Tasks[edge.From], group.Tasks[edge.To]);
            var attributes = Attributes(edge, from, to);
            _text.Line($"\"{Inside(from, last: true)}\" -> \"{Inside(to, last: false)}\"{attributes}");
        }
    }

    private void Task(DrawnTask task)
    {
        var label = $"{task.Name}\\n{Escaped(task.State?.Text ?? task.Caption.Short)}";
        var colours = Colours(task.State);
        if (!task.IsBox)
        {
            _text.Line($"\"{task.Name}\" [label=\"{label}\"{Shape(task.Shape)}{colours}]");
            return;
        }

        _text.Begin($"subgraph \"cluster_{task.Name}\" {{");
        _text.Line($"graph [style=\"rounded,filled\", fillcolor=\"#f3f5f8\", label=\"{label}\"{colours}]");
        for (var i = 0; i < task.Groups.Count; i++)
        {
            if (task.Groups[i].Caption is not { } caption)
            {
                Group(task.Groups[i]);
                continue;
            }

            _text.Begin(string.Create(CultureInfo.InvariantCulture, $"subgraph \"cluster_{task.Name}_{i}\" {{"));
            _text.Line($"graph [style=\"rounded,dashed\", label=\"{Escaped(caption.Short)}\"]");
            Group(task.Groups[i]);
            _text.End("}");
        }

        _text.End("}");
    }

    private static string Attributes(DrawnEdge edge, DrawnTask from, DrawnTask to)
    {
        var attributes = new List<string>();
        if (edge.Label is { } label)
        {
            attributes.Add($"label=\"{Escaped(label.Short)}\"");
        }

        if (edge.IsInferred)
        {
            attributes.Add("style=dashed");
        }

        if (from.IsBox)
        {
            attributes.Add($"ltail=\"cluster_{from.Name}\"");
        }

        if (to.IsBox)
        {
            attributes.Add($"lhead=\"cluster_{to.Name}\"");
        }

        return attributes.Count == 0 ? string.Empty : $" [{string.Join(", ", attributes)}]";
    }

    // An edge of a box leads to a task in it and is cut off at the box.
    private static string Inside(DrawnTask task, bool last)
    {
        while (task.IsBox)
        {
            var group = last ? task.Groups[^1] : task.Groups[0];
            task = last
                ? group.Tasks.Last(inner => group.Edges.All(edge => group.Tasks[edge.From] != inner))
                : group.Tasks.First(inner => group.Edges.All(edge => group.Tasks[edge.To] != inner));
        }

        return task.Name;
    }

    private static string Shape(TaskShape shape) => shape switch
    {
        TaskShape.SubFlow => ", style=filled, peripheries=2",
        TaskShape.Script => ", style=filled, shape=parallelogram",
        TaskShape.Pass => ", style=filled, shape=ellipse",
        TaskShape.Return => ", style=filled, shape=octagon",
        TaskShape.Switch => ", style=filled, shape=hexagon",
        TaskShape.Suspense => ", style=filled, shape=cds",
        _ => string.Empty,
    };

    private static string Colours(DrawnState? state)
    {
        if (state is null)
        {
            return string.Empty;
        }

        var (fill, stroke) = StateColours.Of(state.Style);
        return $", fillcolor=\"{fill}\", color=\"{stroke}\"";
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => escaped.Append('\\').Append(c),
                '&' => escaped.Append("&amp;"),
                _ => escaped.Append(c < ' ' ? ' ' : c),
            };
        }

        return escaped.ToString();
    }
}
