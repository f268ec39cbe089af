using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>
/// An attempt may have gone out, and nobody knows what came of it: a task that asks waits until it is told. A callback tells the outcome; an
/// operator may have the attempt repeated.
/// </summary>
internal static class DoubtRules
{
    /// <summary>What a loaded state does not know is in doubt. The time of the attempt no longer counts: to run out would repeat it.</summary>
    public static void Begin(Turn turn, TaskState task)
    {
        if (!task.InDoubt)
        {
            task.InDoubt = true;
            task.Deadline = 0;
            turn.Touch(task, TaskParts.Record);
        }
    }

    /// <summary>The task waits to be told.</summary>
    public static bool IsOpen(TaskState task) => task is { InDoubt: true, Accepted: false, Status: FlowTaskStatus.Running };

    /// <summary>The same attempt goes out again, with its key; its time counts anew.</summary>
    public static Reply Repeat(Turn turn, string name)
    {
        if (InstanceName.Find(turn.Plan, turn.State, name) is not { } task)
        {
            return Decider.Unknown(name);
        }

        if (!IsOpen(task) || task.Scope.Ended)
        {
            return Reply.Refused(
                FlowErrorCodes.WrongStatus, $"The task '{name}' is {task.Status.ToText()} and its outcome is not in doubt, so there is nothing to repeat.");
        }

        task.InDoubt = false;
        turn.Touch(task, TaskParts.Record);
        if (TimeRules.Limit(turn, task, turn.NodeOf(task)) is { } fault)
        {
            TaskRules.Fail(turn, task, fault);
        }
        else
        {
            turn.Effects.Add(new(EffectKind.Dispatch, task, task.Attempt));
        }

        return Reply.Done;
    }
}
