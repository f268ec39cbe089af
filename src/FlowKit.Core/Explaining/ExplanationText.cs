using System.Globalization;
using System.Text;
using FlowKit.Descriptors;

namespace FlowKit.Explaining;

/// <summary>An explanation in lines.</summary>
internal sealed class ExplanationText
{
    private readonly StringBuilder _text = new();

    private ExplanationText()
    {
    }

    public static string Of(FlowExplanation flow)
    {
        var writer = new ExplanationText();
        writer.Head(flow);
        foreach (var group in flow.Groups)
        {
            writer.Group(group);
        }

        writer.Notes(flow.Notes);
        return writer._text.ToString();
    }

    private void Head(FlowExplanation flow)
    {
        var tasks = flow.Groups.SelectMany(group => group.Tasks).ToArray();
        var left = tasks.Where(task => task.Fate != TaskFate.Runs)
            .GroupBy(task => task.Fate)
            .OrderBy(fate => fate.Key)
            .Select(fate => string.Create(CultureInfo.InvariantCulture, $", {fate.Count()} {Word(fate.Key)}"));
        Line(0, $"{flow.Flow}: {TaskWords.Counted(tasks.Length, "task", "tasks")}{string.Concat(left)}");
        if (flow.Targets is { } targets)
        {
            Line(0, $"targets: {string.Join(", ", targets)}");
        }
    }

    private void Group(GroupExplanation group)
    {
        _text.Append('\n');
        if (group.Owner is not null)
        {
            Line(0, group.Branch is { } branch
                ? string.Create(CultureInfo.InvariantCulture, $"branch {branch} of {group.Owner}, if {group.Condition}")
                : $"inside {group.Owner}, once per item");
        }

        var indent = group.Owner is null ? 0 : 1;
        foreach (var task in group.Tasks)
        {
            Task(task, indent);
        }

        foreach (var names in group.Together)
        {
            Line(indent, $"in one go: {string.Join(", ", names)}");
        }
    }

    private void Task(TaskExplanation task, int indent)
    {
        Line(indent, string.Create(CultureInfo.InvariantCulture, $"{task.Stage}. {task.Name} ({task.Category.ToText()}): {task.Does}"));
        if (task.Fate != TaskFate.Runs)
        {
            Line(indent + 1, $"{Word(task.Fate)}: {task.Why}");
        }
        else if (task.Why is not null)
        {
            Line(indent + 1, $"runs: {task.Why}");
        }

        foreach (var wait in task.WaitsFor)
        {
            Line(indent + 1, $"after {wait.Task}: {wait.Why}");
        }

        Places("reads", task.Reads, indent + 1);
        Places("writes", task.Writes, indent + 1);
        foreach (var condition in task.Conditions)
        {
            Condition(condition, indent + 1);
        }
    }

    private void Places(string word, IReadOnlyList<string> places, int indent)
    {
        if (places.Count > 0)
        {
            Line(indent, $"{word} {string.Join(", ", places)}");
        }
    }

    private void Condition(ConditionExplanation condition, int indent)
    {
        var opens = condition.Opens.Count == 0 ? string.Empty : $", opens {string.Join(", ", condition.Opens)}";
        var holds = condition.Holds switch
        {
            true => ", holds",
            false => ", does not hold",
            _ => string.Empty,
        };
        Line(indent, $"{condition.Name}: {condition.Text}{opens}{holds}");
    }

    private void Notes(IReadOnlyList<PassNote> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        _text.Append('\n');
        Line(0, "passes");
        foreach (var note in notes)
        {
            Line(1, $"{PassText.Of(note.Pass)}: {note.Task} {note.Text}");
        }
    }

    private static string Word(TaskFate fate) => fate == TaskFate.Pruned ? "pruned" : "skipped";

    // Conditions and addresses may hold line breaks of the document.
    private void Line(int indent, string text) =>
        _text.Append(' ', indent * 3).Append(text.ReplaceLineEndings(" ")).Append('\n');
}
