using System.Globalization;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>
/// The names of task instances: <c>encode</c> at the top level, <c>loop_2-encode</c> in branch 2 of a loop, and so on inward.
/// Task names hold only letters and digits, so a name reads in one way.
/// </summary>
internal static class InstanceName
{
    public static string Of(FlowPlan plan, TaskState task)
    {
        var name = plan.Groups[task.Scope.Group].Tasks[task.Index].Name;
        return task.Scope.Parent is { } parent
            ? string.Create(CultureInfo.InvariantCulture, $"{Of(plan, parent)}_{task.Scope.Branch}-{name}")
            : name;
    }

    /// <summary>The instance of that name; null when there is none, or its branch has not begun.</summary>
    public static TaskState? Find(FlowPlan plan, ExecutionState state, string name)
    {
        var scope = state.Root;
        foreach (var part in name.AsSpan().Split('-'))
        {
            var word = name[part];
            var last = part.End.Value == name.Length;
            var cut = last ? -1 : word.IndexOf('_', StringComparison.Ordinal);
            if (!last && cut < 0)
            {
                return null;
            }

            var node = plan.Groups[scope.Group].Find(last ? word : word[..cut]);
            if (node is null)
            {
                return null;
            }

            var task = scope.Tasks[node.Index];
            if (last)
            {
                return task;
            }

            var number = word.AsSpan(cut + 1);
            if (number is ['0', _, ..] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var branch) ||
                task.Branching?.Branches is not { } branches || branch >= branches.Length || branches[branch] is not { } inner)
            {
                return null;
            }

            scope = inner;
        }

        return null;
    }
}
