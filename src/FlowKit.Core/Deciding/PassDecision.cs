using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>A <c>pass</c> task: its output is its input.</summary>
internal static class PassDecision
{
    public static void Start(Turn turn, TaskState task, TaskNode node) => TaskRules.Succeed(turn, task, node, task.Input);
}
