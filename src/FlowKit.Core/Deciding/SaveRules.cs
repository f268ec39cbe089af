using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>
/// An attempt that goes on keeps what it has so far: the output mappings run over it, and the input is taken anew, so that whichever attempt
/// begins next begins with it. The task does not end by it, and nothing follows from it.
/// </summary>
internal static class SaveRules
{
    /// <summary>Refused, and nothing changed, where the attempt is not the present one or has ended.</summary>
    public static Reply Save(Turn turn, Arrival.Save save)
    {
        if (InstanceName.Find(turn.Plan, turn.State, save.Task) is not { } task || turn.NodeOf(task) is not FunctionNode node)
        {
            return Decider.Unknown(save.Task);
        }

        if (!IsPresent(task, save.Epoch, save.Attempt))
        {
            return Reply.Refused(
                FlowErrorCodes.AttemptOver,
                $"Attempt {AttemptMark.Of(save.Epoch, save.Attempt)} of the task '{save.Task}' is over, so nothing is kept of it any more; the task is " +
                $"{task.Status.ToText()} at attempt {AttemptMark.Of(task.Epoch, task.Attempt)}.");
        }

        if (TaskRules.MapOutput(turn, task, node, save.Output) is { } fault)
        {
            return Reply.Refused(fault.Code, fault.Message);
        }

        return TaskRules.MapInput(turn, task, node) is { } misfit ? Reply.Refused(misfit.Code, misfit.Message) : Reply.Done;
    }

    private static bool IsPresent(TaskState task, int epoch, int attempt) =>
        task.Epoch == epoch && task.Attempt == attempt && !task.Scope.Ended &&
        task.Status is FlowTaskStatus.Running or FlowTaskStatus.KeySucceed;
}
