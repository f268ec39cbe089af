using FlowKit.Descriptors;

namespace FlowKit.Reading;

/// <summary>The fields of tasks, by category.</summary>
internal static class TaskFields
{
    private static readonly KnownFields Common = new(
        "a task",
        "name", "category", "title", "description", "templateId", "next", "inputMappings", "outputMappings", "input", "parameters",
        "tolerance", "timeline", "degrade", "keyCallback", "inputType", "outputType", "progress", "effect", "cache");

    private static readonly (TaskCategory Category, string[] Own)[] Own =
    [
        (TaskCategory.Function,
            ["resourceName", "resourceProtocol", "resource", "pattern", "requestType", "successConditions", "failConditions", "retry", "onUnknown"]),
        (TaskCategory.Pass, []),
        (TaskCategory.Return, ["conditions"]),
        (TaskCategory.Choice, ["choices"]),
        (TaskCategory.Switch, ["switches"]),
        (TaskCategory.Foreach, ["iterationMapping", "synchronization", "failure", "batch", "tasks"]),
        (TaskCategory.Suspense, ["conditions", "interruptions"]),
        (TaskCategory.Script, ["run", "expression"]),
    ];

    private static readonly KnownFields[] ByCategory = Array.ConvertAll(Own, one => Common.With($"a {Name(one.Category)} task", one.Own));

    private static readonly KnownFields Any = Common.With("a task", [.. Own.SelectMany(one => one.Own).Distinct()]);

    /// <summary>The fields of a category; those of all of them together where the category is not known.</summary>
    public static KnownFields Of(TaskCategory? category) => category is { } known ? ByCategory[(int)known] : Any;

    /// <summary>Which categories have the field, as a hint; null when none has.</summary>
    public static string? Owners(string field)
    {
        var owners = Own.Where(one => one.Own.Contains(field)).Select(one => Name(one.Category)).ToList();
        return owners.Count == 0 ? null : $"it belongs to category {string.Join(" and ", owners)}";
    }

    private static string Name(TaskCategory category) => category.ToString().ToLowerInvariant();
}
