using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>A <c>switch</c> task: the successors no case opens are told to skip.</summary>
internal static class SwitchDecision
{
    public static void Start(Turn turn, TaskState task, SwitchNode node)
    {
        task.Closed = [.. node.Cases.SelectMany(one => one.Targets).Except(Open(node, task.Input))];
        turn.Touch(task, TaskParts.Branching);
        TaskRules.Succeed(turn, task, node, FlowValue.EmptyObject);
    }

    public static HashSet<int> Open(SwitchNode node, FlowValue input)
    {
        var open = new HashSet<int>();
        var held = false;
        var broken = false;

        // The default cases stand last.
        foreach (var one in node.Cases)
        {
            var holds = one.Condition is null ? !held : !broken && one.Condition.Holds(input);
            if (holds)
            {
                open.UnionWith(one.Targets);
                held |= one.Condition is not null;
                broken |= one.Break;
            }
        }

        return open;
    }
}
