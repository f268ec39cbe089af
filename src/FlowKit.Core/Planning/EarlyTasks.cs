using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>
/// The tasks of the top level whose conditions a start decides: their input is made of constants and of keys of the context that no task
/// writes. Worked out once for a plan, when somebody asks.
/// </summary>
internal static class EarlyTasks
{
    public static IReadOnlyList<TaskNode> Of(GroupPlan top)
    {
        var written = top.Tasks.SelectMany(task => task.InputMappings.Concat(task.OutputMappings))
            .Where(mapping => !mapping.Target.IsInput)
            .Select(mapping => mapping.Target.ContextKey)
            .ToHashSet(StringComparer.Ordinal);
        return written.Contains(null) ? [] : [.. top.Tasks.Where(task =>
            task is ReturnNode or SwitchNode or ChoiceNode && task.Parameters.Count == 0 && Array.TrueForAll(task.InputMappings, mapping => IsEarly(mapping, written)))];
    }

    private static bool IsEarly(MappingPlan mapping, HashSet<string?> written) =>
        mapping.PlainKey is { } key ? !written.Contains(key) : mapping.Target.InputPlace is not null && !mapping.Constant.IsMissing;
}
