using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>A <c>function</c> task that calls a sub-flow and waits for it: the child's end is its outcome.</summary>
internal static class SubFlowDecision
{
    /// <summary>The child ended, or its key part is done. News of an attempt that is over is taken and changes nothing.</summary>
    public static Reply Told(Turn turn, Arrival.ChildNews news)
    {
        if (InstanceName.Find(turn.Plan, turn.State, news.Parent.Task) is not { } task ||
            task.Epoch != news.Parent.Epoch || task.Attempt != news.Parent.Attempt || turn.NodeOf(task) is not FunctionNode node)
        {
            return Reply.Done;
        }

        switch (news.Status)
        {
            case ExecutionStatus.KeySucceed:
                FunctionDecision.ChildKeySucceeded(turn, task, node, news.Output);
                break;
            case ExecutionStatus.Succeed:
                FunctionDecision.ChildSucceeded(turn, task, node, news.Output);
                break;
            default:
                // A child that took too long, whole or in a task, may do better the next time; one that somebody cancelled is not started again.
                var failure = news.Failure!;
                var late = failure.Code is FlowErrorCodes.ExecutionTimeout or FlowErrorCodes.TaskTimeout;
                FunctionDecision.ChildFailed(turn, task, node, failure with { Retryable = late || failure.Retryable });
                break;
        }

        return Reply.Done;
    }
}
