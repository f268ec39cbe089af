using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Mapping;

namespace FlowKit.Validation;

/// <summary>What a mapping reads: the roots it may name, the outputs of other tasks, and the callback addresses of tasks.</summary>
internal sealed class SourceRules(FlowCheck check)
{
    private const string Tasks = "tasks";
    private const string TriggerUrl = "trigger_url";

    private static readonly string[] InputRoots = ["input", "context"];
    private static readonly string[] OutputRoots = ["output", "input", "context"];
    private static readonly string[] ResultRoots = ["context"];

    /// <summary>
    /// The path a mapping reads; null when it reads a constant, or nothing. What a callback address ends in is no part of it.
    /// </summary>
    public static string? PathOf(MappingDescriptor mapping)
    {
        if (mapping.Source.Value.AsString() is not { } text || !PathText.IsPath(text))
        {
            return null;
        }

        var extra = text.StartsWith($"$.{Tasks}.", StringComparison.Ordinal) ? text.IndexOf('?', StringComparison.Ordinal) : -1;
        return extra < 0 ? text : text[..extra];
    }

    public void Check(MappingDescriptor mapping, MappingKind kind, ListedTask? task)
    {
        if (PathOf(mapping) is not { } path || check.Paths.ShapeOf(path) is not { Root: { } root } shape)
        {
            return;
        }

        if (root == Tasks)
        {
            CheckTaskPath(shape, mapping.Source.Place);
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
        if (task is not null && PathOf(mapping) is { } path && check.Paths.ShapeOf(path)?.Root is { } root && TaskOf(root) is { } from)
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
        if (TaskOf(root) is not { } from)
        {
            check.Findings.Warning(
                FlowErrorCodes.SourceElsewhere,
                place,
                $"nothing is found at $.{Spelling.Short(root)} here; there are $.{string.Join(", $.", roots)} and the names of tasks",
                check.Spelling.Hint(root, roots.Concat(check.Tasks.All.Select(one => one.Name))));
        }
        else if (from == task)
        {
            check.Findings.Warning(
                FlowErrorCodes.SourceElsewhere,
                place,
                $"task '{root}' refers to its own output",
                "read it from $.output");
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

    /// <summary>The task a source means by its first name; the names of documents mean those, whatever tasks are called.</summary>
    private ListedTask? TaskOf(string root) =>
        OutputRoots.Contains(root) || root is Tasks or "iteration" ? null : check.Tasks.Find(root);

    private void CheckTaskPath(PathShape shape, SourcePlace place)
    {
        if (shape.Key is { } name && check.Tasks.Find(name) is null)
        {
            check.Findings.Error(
                FlowErrorCodes.TriggerOfUnknownTask,
                place,
                $"this flow has no task '{Spelling.Short(name)}' to call back",
                check.Spelling.Hint(name, check.Tasks.All.Select(one => one.Name)));
        }
        else if (!shape.IsDefinite || shape.Trail != $"{Tasks}.{shape.Key}.{TriggerUrl}")
        {
            check.Findings.Warning(
                FlowErrorCodes.TaskWordUnknown,
                place,
                $"nothing but '{TriggerUrl}' can be read of a task here",
                $"write $.{Tasks}.{shape.Key ?? "name"}.{TriggerUrl}");
        }
    }
}
