using FlowKit.Descriptors;
using FlowKit.Planning;

namespace FlowKit.Explaining;

/// <summary>The loop or choice that a group is inside.</summary>
/// <param name="Task">The loop or choice.</param>
/// <param name="Branch">The number of the branch; null for a loop.</param>
/// <param name="Condition">When the branch runs; null for a loop.</param>
internal sealed record GroupOwner(TaskNode Task, int? Branch, string? Condition)
{
    /// <summary>By group; null for the top level.</summary>
    public static GroupOwner?[] Of(FlowPlan plan)
    {
        var owners = new GroupOwner?[plan.Groups.Length];
        foreach (var node in plan.Groups.SelectMany(group => group.Tasks))
        {
            if (node is ForeachNode loop)
            {
                owners[loop.Group.Index] = new(loop, null, null);
            }
            else if (node is ChoiceNode choice)
            {
                var branches = ((ChoiceTask)choice.Descriptor).Choices!;
                for (var i = 0; i < choice.Groups.Length; i++)
                {
                    owners[choice.Groups[i].Index] = new(choice, i, branches[i].Condition!.Value.Value);
                }
            }
        }

        return owners;
    }
}
