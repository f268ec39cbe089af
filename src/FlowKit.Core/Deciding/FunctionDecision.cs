using FlowKit.Callbacks;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>A <c>function</c> task: attempts go out, outcomes and callbacks come back, failures are retried, then tolerated.</summary>
internal static class FunctionDecision
{
    /// <summary>What the codes of all mapping faults begin with.</summary>
    private const string MappingFaults = "FLOW3";

    /// <summary>Begins the next attempt: it is on record before it goes out.</summary>
    public static void BeginAttempt(Turn turn, TaskState task, FunctionNode node)
    {
        var fault = TimeRules.Limit(turn, task, node) ?? PlaceholderFault(task, node);
        if (fault is not null)
        {
            TaskRules.Fail(turn, task, fault);
            return;
        }

        task.AttemptStartedAt = task.Attempt > 0 ? turn.Now : 0;
        task.AttemptIsPast = false;
        task.Attempt++;
        task.Accepted = task.InDoubt = false;
        task.DueAt = 0;
        task.Status = FlowTaskStatus.Running;
        turn.Touch(task, TaskParts.Record);
        turn.Effects.Add(new(EffectKind.Dispatch, task, task.Attempt));
        Readiness.Streams(turn, task);
    }

    /// <summary>The dispatch came back. What comes for an earlier attempt, or after the end, is no longer wanted.</summary>
    public static void Returned(Turn turn, TaskState task, int epoch, int attempt, DispatchOutcome result)
    {
        if (task.Epoch != epoch || task.Attempt != attempt || task.Accepted || !IsOpen(task))
        {
            return;
        }

        var node = (FunctionNode)turn.NodeOf(task);
        switch (result)
        {
            case DispatchOutcome.Answered answer:
                var output = AsObject(answer.Output);
                Judge(turn, task, node, output, FunctionVerdict.Of(node, output, answer.Success));
                break;
            case DispatchOutcome.Broken { IsGivenUp: true } when IsOver(task.TotalDeadline, turn) || IsOver(task.Deadline, turn):
                TimedOut(turn, task, node, total: IsOver(task.TotalDeadline, turn));
                break;
            case DispatchOutcome.Broken broken:
                Failed(turn, task, node, broken.Failure, default, broken.NotBefore?.UtcTicks ?? 0);
                break;
            default:
                task.Accepted = true;
                turn.Touch(task, TaskParts.Record);
                if (turn.State.Paused)
                {
                    // The pause was told when it had not begun.
                    ChildOrders.Give(turn, task, ChildOrderKind.Pause);
                }

                break;
        }
    }

    /// <summary>A result came by callback.</summary>
    public static Reply Called(Turn turn, TaskState task, FunctionNode node, TaskCallback callback)
    {
        if ((callback.Attempt is { } attempt && attempt != task.Attempt) || (callback.Epoch is { } epoch && epoch != task.Epoch))
        {
            return Reply.Refused(
                FlowErrorCodes.CallbackOfOtherAttempt,
                $"The callback for '{callback.Task}' belongs to attempt {AttemptMark.Of(callback.Epoch ?? 0, callback.Attempt ?? 0)}; " +
                $"the task is at attempt {AttemptMark.Of(task.Epoch, task.Attempt)}.");
        }

        var output = callback.Output.IsMissing ? default : AsObject(callback.Output);
        var verdict = FunctionVerdict.Of(node, output, callback.Status switch
        {
            CallbackStatus.Success => true,
            CallbackStatus.Failed => false,
            _ => null,
        });
        output = output.IsMissing && verdict.Succeeded ? FlowValue.EmptyObject : output;
        if (!IsOpen(task))
        {
            return Late(turn, task, output, verdict);
        }

        if (callback.Status == CallbackStatus.KeySucceed)
        {
            return KeySucceeded(turn, task, node, output);
        }

        ChildOrders.CancelAttempt(turn, task, CancelReason.Completed);
        Judge(turn, task, node, output, verdict);
        return Reply.Done;
    }

    /// <summary>The child's context, or its declared output, is the output of the task.</summary>
    public static void ChildSucceeded(Turn turn, TaskState task, FunctionNode node, FlowValue output)
    {
        if (IsOpen(task))
        {
            Judge(turn, task, node, output, FunctionVerdict.Of(node, output, explicitStatus: true));
        }
    }

    /// <summary>The child's failure is the failure of the task.</summary>
    public static void ChildFailed(Turn turn, TaskState task, FunctionNode node, FlowFailure failure)
    {
        if (IsOpen(task))
        {
            Failed(turn, task, node, failure, default, notBefore: 0);
        }
    }

    /// <summary>The key part of the child is the key part of the task.</summary>
    public static void ChildKeySucceeded(Turn turn, TaskState task, FunctionNode node, FlowValue output)
    {
        if (IsOpen(task))
        {
            KeySucceeded(turn, task, node, output);
        }
    }

    /// <summary>The time limit of the attempt, or of all attempts together, has come.</summary>
    public static void TimedOut(Turn turn, TaskState task, FunctionNode node, bool total)
    {
        if (task.Status != FlowTaskStatus.Ready)
        {
            ChildOrders.CancelAttempt(turn, task, CancelReason.TaskTimeout);
        }

        var failure = new FlowFailure(
            FlowErrorCodes.TaskTimeout,
            total ? "All attempts together took longer than the time limit of the task." : "The attempt took longer than its time limit.",
            Retryable: !total);
        Failed(turn, task, node, failure, default, notBefore: 0);
    }

    private static bool IsOver(long deadline, Turn turn) => deadline != 0 && deadline <= turn.Now;

    private static void Judge(Turn turn, TaskState task, FunctionNode node, FlowValue output, FunctionVerdict verdict)
    {
        if (!verdict.Succeeded)
        {
            Failed(turn, task, node, new(FlowErrorCodes.OutcomeFailed, verdict.Reason), output, notBefore: 0);
            return;
        }

        task.Output = output;
        task.Failure = null;
        turn.Touch(task, TaskParts.Output | TaskParts.Failure);
        TaskRules.Succeed(turn, task, node, output);
    }

    /// <summary>The attempt failed: retries come first, then tolerance, then the failure is final.</summary>
    private static void Failed(Turn turn, TaskState task, FunctionNode node, FlowFailure failure, FlowValue output, long notBefore)
    {
        task.Failure = failure;
        turn.Touch(task, TaskParts.Failure | TaskParts.Record);
        if (task.Status != FlowTaskStatus.KeySucceed && MayRetry(task, node, failure, output))
        {
            AttemptLog.Failed(turn, task, failure, output);
            Retry(turn, task, node, notBefore);
            return;
        }

        if (!output.IsMissing)
        {
            task.Output = output;
            turn.Touch(task, TaskParts.Output);
            if ((node.Tolerance || node.HasConditions) && TaskRules.MapOutput(turn, task, node, output) is { } fault)
            {
                failure = fault;
            }
        }

        TaskRules.Fail(turn, task, failure);
    }

    private static bool MayRetry(TaskState task, FunctionNode node, FlowFailure failure, FlowValue output) =>
        node.Retry is { } retry && failure.Retryable && task.Attempt <= retry.Times &&
        (output.IsMissing || retry.Conditions.Length == 0 || ConditionPlan.Any(retry.Conditions, output));

    private static void Retry(Turn turn, TaskState task, FunctionNode node, long notBefore)
    {
        var wait = node.Retry!.Wait(task.Attempt - 1);
        wait -= node.Retry.Jitter > 0 ? wait * node.Retry.Jitter * turn.Services.NextDouble() : 0;
        var due = Math.Max(TimeRules.After(turn.Now, wait), notBefore);
        if (due > turn.Now)
        {
            task.Status = FlowTaskStatus.Ready;
            task.DueAt = due;
            task.Deadline = 0;
        }
        else if (turn.State.Paused)
        {
            TaskRules.Stash(turn, task);
        }
        else
        {
            BeginAttempt(turn, task, node);
        }
    }

    private static Reply KeySucceeded(Turn turn, TaskState task, FunctionNode node, FlowValue output)
    {
        var again = task.Status == FlowTaskStatus.KeySucceed;
        if (again && task.Output == output)
        {
            return Reply.Duplicate;
        }

        task.Output = output;
        task.Accepted = true;
        turn.Touch(task, TaskParts.Record | TaskParts.Output);
        if (TaskRules.MapOutput(turn, task, node, output) is { } fault)
        {
            TaskRules.Fail(turn, task, fault);
        }
        else if (!again)
        {
            task.Status = FlowTaskStatus.KeySucceed;
            task.Scope.Open--;
            task.Scope.KeyOpen++;
            Readiness.Arrived(turn, task, wasKey: false);
            ScopeRules.EndIfDone(turn, task.Scope);
        }

        return Reply.Done;
    }

    /// <summary>A callback for a task that is not open: a repeat of what is on record, another outcome, or too early.</summary>
    private static Reply Late(Turn turn, TaskState task, FlowValue output, FunctionVerdict verdict)
    {
        var name = InstanceName.Of(turn.Plan, task);
        if (!task.Status.IsEnded())
        {
            return Reply.Refused(
                FlowErrorCodes.TaskNotOpen,
                task.Status == FlowTaskStatus.NotStarted
                    ? $"The task '{name}' has not begun, so it waits for no callback."
                    : $"The task '{name}' is {task.Status.ToText()}: it waits for its time, not for a callback.");
        }

        return IsRepeat(task, output, verdict)
            ? Reply.Duplicate
            : Reply.Refused(
                FlowErrorCodes.CallbackConflict,
                $"The task '{name}' has ended as {task.Status.ToText()} with another outcome than the callback tells; the first one stands.");
    }

    // What a strict output mapping made of the outcome does not change which outcome it was.
    private static bool IsRepeat(TaskState task, FlowValue output, FunctionVerdict verdict) => task switch
    {
        { Status: FlowTaskStatus.Succeed } => verdict.Succeeded && task.Output == output,
        { Status: not FlowTaskStatus.Failed, Skip: not SkipReason.Tolerated } => false,
        { Failure.Code: FlowErrorCodes.OutcomeFailed } => !verdict.Succeeded && (output.IsMissing || task.Output == output),
        { Failure.Code: { } code } => code.StartsWith(MappingFaults, StringComparison.Ordinal) && !output.IsMissing && task.Output == output,
        _ => false,
    };

    private static bool IsOpen(TaskState task) =>
        task.Status is FlowTaskStatus.Running or FlowTaskStatus.KeySucceed && !task.Scope.Ended;

    private static FlowFailure? PlaceholderFault(TaskState task, FunctionNode node) =>
        node.Resource.Fill(task.Input, out var missing) is not null
            ? null
            : new(FlowErrorCodes.PlaceholderMissing, $"The placeholder '{missing}' of the resource name has no value in the input.", Retryable: false);

    /// <summary>An output as tasks have it: an object; anything else stands under <c>data</c>.</summary>
    public static FlowValue AsObject(FlowValue output) => output.Kind switch
    {
        FlowValueKind.Object => output,
        FlowValueKind.Missing or FlowValueKind.Null => FlowValue.EmptyObject,
        _ => FlowValue.Object(("data", output)),
    };
}
