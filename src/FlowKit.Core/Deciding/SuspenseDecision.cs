using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>A <c>suspense</c> task: it waits until its conditions hold; each wake-up tests them anew.</summary>
internal static class SuspenseDecision
{
    public static void Start(Turn turn, TaskState task, SuspenseNode node, bool waited)
    {
        // A wake-up during the start delay may have changed what the input is made of.
        var fault = waited ? TaskRules.MapInput(turn, task, node) : null;
        if ((fault ?? TimeRules.Limit(turn, task, node)) is { } failure)
        {
            TaskRules.Fail(turn, task, failure);
            return;
        }

        Readiness.Streams(turn, task);
        Test(turn, task, node);
    }

    /// <summary>Data arrived. Before the task runs it updates the context only.</summary>
    public static Reply Wake(Turn turn, TaskState task, SuspenseNode node, FlowValue data)
    {
        if (task.Status.IsEnded() || task.Scope.Ended)
        {
            var name = InstanceName.Of(turn.Plan, task);
            return Reply.Refused(FlowErrorCodes.TaskNotOpen, task.Status.IsEnded()
                ? $"The task '{name}' has ended as {task.Status.ToText()} and cannot be woken."
                : $"The task '{name}' cannot be woken: its execution, or its branch, has ended.");
        }

        var fault = TaskRules.MapOutput(turn, task, node, data.IsMissing ? FlowValue.EmptyObject : data);
        if (task.Status != FlowTaskStatus.Running)
        {
            return Reply.Done;
        }

        if ((fault ?? TaskRules.MapInput(turn, task, node)) is { } failure)
        {
            TaskRules.Fail(turn, task, failure);
        }
        else
        {
            Test(turn, task, node);
        }

        return Reply.Done;
    }

    /// <summary>The time limit has come: a failure, tolerated only where the flow says so twice.</summary>
    public static void TimedOut(Turn turn, TaskState task, SuspenseNode node)
    {
        task.Failure = new(FlowErrorCodes.TaskTimeout, "The task waited longer than its time limit.", Retryable: false);
        turn.Touch(task, TaskParts.Failure);
        if (node.Tolerance && node.Timeline!.SkipOnTimeout)
        {
            TaskRules.Skip(turn, task, SkipReason.Tolerated);
        }
        else
        {
            TaskRules.End(turn, task, FlowTaskStatus.Failed);
        }
    }

    private static void Test(Turn turn, TaskState task, SuspenseNode node)
    {
        if (ConditionPlan.All(node.Conditions, task.Input))
        {
            TaskRules.End(turn, task, FlowTaskStatus.Succeed);
        }
        else if (ConditionPlan.Any(node.Interruptions, task.Input))
        {
            // An interruption is a failure, tolerated or not.
            task.Failure = new(FlowErrorCodes.Interrupted, "interruption", Retryable: false);
            turn.Touch(task, TaskParts.Failure);
            TaskRules.End(turn, task, FlowTaskStatus.Failed);
        }
    }
}
