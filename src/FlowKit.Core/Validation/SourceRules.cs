using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>What a mapping reads: the roots it may name, the outputs of other tasks, and the callback addresses of tasks.</summary>
internal sealed class SourceRules(FlowCheck check)
{
    private const string Tasks = "$.tasks.";
    private const string TriggerUrl = "trigger_url";

    private static readonly string[] InputRoots = ["input", "context"];
    private static readonly string[] OutputRoots = ["output", "input", "context"];
    private static readonly string[] ResultRoots = ["context"];

    /// <summary>The path a mapping reads; null when it reads a constant, or nothing.</summary>
    public static string? PathOf(MappingDescriptor mapping) =>
        mapping.Source.Value.AsString() is { } text && text.StartsWith('$') ? text : null;

    /// <summary>A path that names something of a task itself and is no JSONPath.</summary>
    public static bool IsTaskPath(string path) => path.StartsWith(Tasks, StringComparison.Ordinal);

    public void Check(MappingDescriptor mapping, MappingKind kind, ListedTask? task)
    {
        if (PathOf(mapping) is not { } path)
        {
            return;
        }

        if (IsTaskPath(path))
        {
            CheckTaskPath(path, mapping.Source.Place);
            return;
        }

        if (check.Paths.ShapeOf(path)?.Root is not { } root)
        {
            return;
        }

        var roots = kind switch { MappingKind.Input => InputRoots, MappingKind.Output => OutputRoots, _ => ResultRoots };
        if (!roots.Contains(root))
        {
            CheckTaskRoot(root, roots, mapping, task);
        }
    }

    /// <summary>A source that means another task's output adds the way from there.</summary>
    public void AddEdge(MappingDescriptor mapping, ListedTask? task)
    {
        if (task is not null && PathOf(mapping) is { } path && !IsTaskPath(path) &&
            check.Paths.ShapeOf(path)?.Root is { } root && !OutputRoots.Contains(root) && check.Tasks.Find(root) is { } from)
        {
            AddEdge(from, task, mapping.Source.Place);
        }
    }

    private void AddEdge(ListedTask from, ListedTask to, SourcePlace place)
    {
        if (check.Flow.InferEdges && from != to && from.Group == to.Group)
        {
            from.Edges.Add(new(to, place, IsInferred: true));
        }
    }

    private void CheckTaskRoot(string root, string[] roots, MappingDescriptor mapping, ListedTask? task)
    {
        var place = mapping.Source.Place;
        if (OutputRoots.Contains(root) || check.Tasks.Find(root) is not { } from)
        {
            check.Findings.Warning(
                FlowErrorCodes.SourceElsewhere,
                place,
                $"nothing is found at $.{Reading.FieldFaults.Short(root)} here; there are $.{string.Join(", $.", roots)} and the names of tasks",
                check.Spelling.Hint(root, roots.Concat(check.Tasks.All.Select(one => one.Name))));
        }
        else if (from == task)
        {
            check.Findings.Warning(FlowErrorCodes.SourceElsewhere, place, $"task '{root}' refers to its own output", "read it from $.output");
        }
        else if (from.Group != (task?.Group ?? check.Tasks.Groups[0]))
        {
            check.Findings.Warning(
                FlowErrorCodes.SourceElsewhere,
                place,
                $"the output of '{root}' is not kept here: it stands in another group of tasks",
                "map it into the input of the loop or choice around this task");
        }
        else if (task is not null)
        {
            AddEdge(from, task, place);
        }
    }

    private void CheckTaskPath(string path, SourcePlace place)
    {
        var rest = path.AsSpan(Tasks.Length);
        var end = rest.IndexOfAny(".?[");
        var name = (end < 0 ? rest : rest[..end]).ToString();
        if (check.Tasks.Find(name) is null)
        {
            check.Findings.Error(
                FlowErrorCodes.TriggerOfUnknownTask,
                place,
                $"this flow has no task '{Reading.FieldFaults.Short(name)}' to call back",
                check.Spelling.Hint(name, check.Tasks.All.Select(one => one.Name)));
            return;
        }

        var word = end >= 0 && rest[end] == '.' ? rest[(end + 1)..] : default;
        var question = word.IndexOf('?');
        word = question < 0 ? word : word[..question];
        if (!word.SequenceEqual(TriggerUrl))
        {
            check.Findings.Warning(
                FlowErrorCodes.TaskWordUnknown, place, $"nothing but '{TriggerUrl}' can be read of a task here", $"write $.tasks.{name}.{TriggerUrl}");
        }
    }
}
