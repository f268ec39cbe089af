using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>The ways out of a task: each leads to a task of its own group.</summary>
internal static class NextRules
{
    public static void Check(ListedTask task, IReadOnlyList<Located<string>> names, FlowCheck check, int switchCase = -1)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (Find(task, names[i], check) is { } to)
            {
                task.Edges.Add(new(to, names[i].Place, switchCase));
            }
        }
    }

    private static ListedTask? Find(ListedTask task, Located<string> name, FlowCheck check)
    {
        var to = check.Tasks.Find(name.Value ?? string.Empty);
        if (to?.Group == task.Group)
        {
            return to;
        }

        var shown = Spelling.Short(name.Value ?? string.Empty);
        if (to is null)
        {
            check.Findings.Error(
                FlowErrorCodes.NextUnknown,
                name.Place,
                $"task '{task.Name}' goes on to '{shown}', which this flow does not declare",
                check.Spelling.Hint(shown, task.Group.Tasks.Where(one => one != task).Select(one => one.Name)));
        }
        else
        {
            check.Findings.Error(
                FlowErrorCodes.NextElsewhere,
                name.Place,
                $"task '{task.Name}' goes on to '{shown}', which stands in {Where(to.Group)}, not beside it",
                task.Group.Owner is { } owner
                    ? $"let '{owner.Name}' go on to '{shown}'"
                    : "a way leads from task to task of one list only");
        }

        return null;
    }

    private static string Where(TaskGroup group) => group.Owner is { } owner ? $"'{owner.Name}'" : "the top level";
}
