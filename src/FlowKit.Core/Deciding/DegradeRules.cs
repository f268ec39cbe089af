using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>Tasks that are skipped, or let what follows them be skipped, because the flow says so or an operator.</summary>
internal static class DegradeRules
{
    public static bool IsDegraded(TaskState task, TaskNode node) => node.DegradeCurrent || task.Degraded.HasFlag(Degradation.Self);

    public static bool DegradesFollowers(TaskState task, TaskNode node) =>
        node.DegradeFollowings || task.Degraded.HasFlag(Degradation.Followers);

    /// <summary>
    /// Marks a task that has not ended, itself only as long as it has not begun. The marks take the place of those before; to mark nothing takes
    /// them away.
    /// </summary>
    public static Reply Mark(Turn turn, string name, Degradation marks)
    {
        if (InstanceName.Find(turn.Plan, turn.State, name) is not { } task)
        {
            return Decider.Unknown(name);
        }

        if (task.Status.IsEnded() || task.Scope.Ended)
        {
            return Refused(name, task, "nothing can be marked at it any more");
        }

        if (marks.HasFlag(Degradation.Self) && task.HasBegun)
        {
            return Refused(name, task, "it has begun and cannot be skipped any more");
        }

        task.Degraded = marks;
        turn.Touch(task, TaskParts.Record);
        if (task.Status == FlowTaskStatus.KeySucceed)
        {
            // Those that take the key part for the end have counted it.
            Readiness.Recount(turn.Plan, task.Scope);
        }

        return Reply.Done;
    }

    private static Reply Refused(string name, TaskState task, string why) =>
        Reply.Refused(FlowErrorCodes.WrongStatus, $"The task '{name}' is {task.Status.ToText()}: {why}.");
}
