using FlowKit.Descriptors;

namespace FlowKit.Planning;

/// <summary>Why one task of a group follows another.</summary>
/// <param name="From">The index of the task that comes first.</param>
/// <param name="To">The index of the task that follows.</param>
/// <param name="IsInferred">Nobody wrote it: the follower reads the other's output.</param>
/// <param name="Cases">The cases of a switch that open it, in the order they were written.</param>
internal sealed record FlowEdge(int From, int To, bool IsInferred, IReadOnlyList<SwitchCase> Cases)
{
    /// <summary>Every edge of a group once, by the task it comes from, in the order it was written.</summary>
    public static IEnumerable<FlowEdge> Of(GroupPlan group) => group.Tasks.SelectMany(node => Of(group, node));

    private static IEnumerable<FlowEdge> Of(GroupPlan group, TaskNode node)
    {
        var written = node.Descriptor.Next.Select(next => next.Value).ToHashSet(StringComparer.Ordinal);
        var cases = ((node.Descriptor as SwitchTask)?.Switches ?? [])
            .SelectMany(one => one.Next.Select(next => (Target: next.Value, Case: one)))
            .Distinct()
            .ToLookup(one => one.Target, one => one.Case, StringComparer.Ordinal);
        foreach (var successor in node.Successors)
        {
            var name = group.Tasks[successor].Name;
            yield return new(node.Index, successor, !cases.Contains(name) && !written.Contains(name), [.. cases[name]]);
        }
    }
}
