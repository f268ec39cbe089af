using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Planning;

namespace FlowKit.Explaining;

/// <summary>Why the tasks of a group follow each other.</summary>
internal static class WaitReasons
{
    /// <summary>By task, what it waits for in the order it was written.</summary>
    public static ILookup<int, WaitExplanation> Of(GroupPlan group, TaskDataFlow[] flows) => FlowEdge.Of(group)
        .ToLookup(edge => edge.To, edge => new WaitExplanation(group.Tasks[edge.From].Name, edge.IsInferred, Why(group, edge, flows[edge.To])));

    private static string Why(GroupPlan group, FlowEdge edge, TaskDataFlow follower)
    {
        var from = group.Tasks[edge.From];
        if (edge.Cases.Count > 0)
        {
            return $"opened by {string.Join(" or ", edge.Cases.Select(one => Case((SwitchTask)from.Descriptor, one)))}";
        }

        return edge.IsInferred
            ? $"reads {string.Join(", ", follower.Reads.Where(place => place.Location is [{ Name: { } name }, ..] && name == from.Name))}"
            : "named by its next";
    }

    private static string Case(SwitchTask route, SwitchCase one) => one.IsDefault
        ? "the default case"
        : string.Create(CultureInfo.InvariantCulture, $"case {route.Switches.Index().First(other => other.Item == one).Index + 1}");
}
