using System.Globalization;
using System.Text;

namespace FlowKit.Drawing;

/// <summary>Writes a picture as a Mermaid flowchart.</summary>
internal sealed class MermaidWriter
{
    private readonly IndentedText _text = new();

    private MermaidWriter()
    {
    }

    public static string Write(DrawnFlow flow)
    {
        var writer = new MermaidWriter();
        writer._text.Line("---");
        writer._text.Line($"title: \"{flow.Title}\"");
        writer._text.Line("---");
        writer._text.Begin("flowchart TD");
        writer.Group(flow.Tasks);
        writer.States(flow);
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
            var arrow = (edge.IsInferred, edge.Label) switch
            {
                (true, _) => "-.->",
                (_, null) => "-->",
                (_, var label) => $"-->|\"{Escaped(label.Short)}\"|",
            };
            _text.Line($"{Id(group.Tasks[edge.From])} {arrow} {Id(group.Tasks[edge.To])}");
        }
    }

    private void Task(DrawnTask task)
    {
        var label = $"\"{task.Name}<br/>{Escaped(task.State?.Text ?? task.Caption.Short)}\"";
        if (!task.IsBox)
        {
            var (begin, end) = Brackets(task.Shape);
            _text.Line($"{Id(task)}{begin}{label}{end}");
            return;
        }

        _text.Begin($"subgraph {Id(task)}[{label}]");
        for (var i = 0; i < task.Groups.Count; i++)
        {
            if (task.Groups[i].Caption is not { } caption)
            {
                Group(task.Groups[i]);
                continue;
            }

            _text.Begin(string.Create(CultureInfo.InvariantCulture, $"subgraph {Id(task)}_{i}[\"{Escaped(caption.Short)}\"]"));
            Group(task.Groups[i]);
            _text.End("end");
        }

        _text.End("end");
    }

    private void States(DrawnFlow flow)
    {
        foreach (var tasks in flow.All().Where(task => task.State is not null).GroupBy(task => task.State!.Style).OrderBy(tasks => StateColours.Place(tasks.Key)))
        {
            var (fill, stroke) = StateColours.Of(tasks.Key);
            _text.Line($"classDef {tasks.Key} fill:{fill},stroke:{stroke},color:{StateColours.Letters}");
            _text.Line($"class {string.Join(',', tasks.Select(Id))} {tasks.Key}");
        }
    }

    // Some names, such as end, mean something to Mermaid.
    private static string Id(DrawnTask task) => $"t_{task.Name}";

    private static (string Begin, string End) Brackets(TaskShape shape) => shape switch
    {
        TaskShape.SubFlow => ("[[", "]]"),
        TaskShape.Script => ("[/", "/]"),
        TaskShape.Pass => ("([", "])"),
        TaskShape.Return => ("[\\", "/]"),
        TaskShape.Switch => ("{{", "}}"),
        TaskShape.Suspense => ("[/", "\\]"),
        _ => ("(", ")"),
    };

    // What Mermaid, or the page around it, may take for something else is written by its number.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c is '"' or '#' or '&' or '<' or '>' or '`' or '\\' or ';' or '*' or '_' or '~' or '[' or ']' or '{' or '}' or '|' || c < ' '
                ? escaped.Append(CultureInfo.InvariantCulture, $"#{(int)c};")
                : escaped.Append(c);
        }

        return escaped.ToString();
    }
}
