using FlowKit.Planning;

namespace FlowKit.Explaining;

/// <summary>Why a start with targets runs the tasks it runs.</summary>
internal static class NeedReasons
{
    /// <summary>By task of the top level; null for a task that is not needed.</summary>
    /// <param name="plan">The flow.</param>
    /// <param name="targets">Names of tasks, or keys of the declared output.</param>
    /// <param name="needed">The tasks that run.</param>
    public static string?[] Of(FlowPlan plan, IReadOnlyList<string> targets, bool[] needed)
    {
        var reasons = new string?[needed.Length];
        foreach (var target in targets)
        {
            if (plan.Root.Find(target) is { } task)
            {
                reasons[task.Index] ??= "it is a target";
            }
            else
            {
                foreach (var index in plan.Output!.First(one => one.Name == target).Tasks)
                {
                    reasons[index] ??= $"the target '{target}' is made of its output";
                }
            }
        }

        foreach (var node in plan.Root.Tasks.Where(node => needed[node.Index]))
        {
            reasons[node.Index] ??= node.Successors.Where(next => needed[next]).Select(next => plan.Root.Tasks[next].Name).FirstOrDefault() is { } follower
                ? $"{follower} needs it"
                : "no target needs it, but it changes something outside";
        }

        return reasons;
    }
}
