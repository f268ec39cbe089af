using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>A <c>return</c> task: it succeeds and says skip when all its conditions hold; else it is skipped and the flow goes on.</summary>
internal static class ReturnDecision
{
    public static void Start(Turn turn, TaskState task, ReturnNode node)
    {
        if (ConditionPlan.All(node.Conditions, task.Input))
        {
            TaskRules.Succeed(turn, task, node, FlowValue.EmptyObject);
        }
        else
        {
            TaskRules.Skip(turn, task, SkipReason.ReturnNotHeld);
        }
    }
}
