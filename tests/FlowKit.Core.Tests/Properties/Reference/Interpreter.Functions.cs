using System.Text.Json.Nodes;
using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>Functions: attempts, verdicts, retries, limits; and everything that comes from outside.</summary>
internal sealed partial class Interpreter
{
    private void BeginAttempt(Instance task)
    {
        Run(task);
        task.Attempt++;
        task.Acknowledged = false;
        task.Taken = null;
        var attempt = task.Attempt;
        _calls.Add(new(task.Name, attempt, _now, Canonical.Of(task.Input)));
        if (task.Model.Timeout > 0)
        {
            At(_now + task.Model.Timeout, () => TimedOut(task, attempt));
        }

        if (task.FirstDispatch < 0 && task.Model.TotalTimeout > 0)
        {
            At(_now + task.Model.TotalTimeout, () => TotallyTimedOut(task));
        }

        task.FirstDispatch = task.FirstDispatch < 0 ? _now : task.FirstDispatch;
        Plan(task, attempt, _fates.Of(task.Model, task.Name, attempt));
    }

    private void Plan(Instance task, int attempt, Fate fate)
    {
        if (fate is Fate.Hangs)
        {
            return;
        }

        At(_now + fate.After, () => Returned(task, attempt, fate));
        if (fate is Fate.IsAccepted accepted)
        {
            foreach (var callback in accepted.Callbacks)
            {
                Outside(new OutsideEvent.Callback(_now + callback.After, task.Name, callback));
            }
        }
    }

    private void Returned(Instance task, int attempt, Fate fate)
    {
        if (task.Attempt != attempt || task.Acknowledged || !IsOpen(task))
        {
            return;
        }

        switch (fate)
        {
            case Fate.Answers answers:
                Judge(task, answers.Output, answers.SaysFailed ? CallbackStatus.Failed : CallbackStatus.Unspecified);
                break;
            case Fate.Throws:
                AttemptFailed(task, null, retryable: true, FlowErrorCodes.DispatchFailed, notBefore: 0);
                break;
            case Fate.Breaks breaks:
                var earliest = breaks.NotBefore == 0 ? 0 : _now + breaks.NotBefore;
                AttemptFailed(task, null, breaks.Retryable, FlowErrorCodes.DispatchFailed, earliest);
                break;
            default:
                task.Acknowledged = true;
                break;
        }
    }

    private static bool IsOpen(Instance task) =>
        task.Status is FlowTaskStatus.Running or FlowTaskStatus.KeySucceed && !task.Scope.IsEnded;

    private void Judge(Instance task, JsonObject? output, CallbackStatus status)
    {
        if (HasSucceeded(task.Model, output, status))
        {
            Succeed(task, output ?? []);
        }
        else
        {
            AttemptFailed(task, output, retryable: true, FlowErrorCodes.OutcomeFailed, notBefore: 0);
        }
    }

    private static bool HasSucceeded(TaskModel model, JsonObject? output, CallbackStatus status)
    {
        if (output is not null && model.FailCondition?.Holds(output) == true)
        {
            return false;
        }

        if (output is not null && model.SuccessCondition is { } success)
        {
            return success.Holds(output);
        }

        if (output is not null && model.FailCondition is not null)
        {
            return true;
        }

        return status switch
        {
            CallbackStatus.Success => true,
            CallbackStatus.Failed => false,
            _ => output?["result_type"] is null,
        };
    }

    private void AttemptFailed(Instance task, JsonObject? output, bool retryable, string code, long notBefore)
    {
        var retry = task.Model.Retry;
        var made = task.Attempt - 1;
        if (retry is not null && retryable && made < retry.Times && task.Status != FlowTaskStatus.KeySucceed &&
            (output is null || retry.Condition is null || retry.Condition.Holds(output)))
        {
            RetryAt(task, Math.Max(_now + Wait(retry, made), notBefore));
            return;
        }

        var fault = false;
        if (output is not null && (task.Model.Tolerance || task.Model.SuccessCondition is not null || task.Model.FailCondition is not null))
        {
            fault = MapOutput(task, output);
        }

        Fail(task, fault ? MappingFailure(task) : new(code, task.Name));
    }

    private static long Wait(RetryModel retry, int made)
    {
        var wait = retry.Interval;
        var next = retry.Fibonacci ? retry.Interval * 2 : 0;
        for (var i = 0; i < made; i++)
        {
            (wait, next) = retry.Fibonacci ? (next, wait + next) : (wait * retry.Multiplier, 0);
        }

        return retry.MaxInterval == 0 ? wait : Math.Min(wait, retry.MaxInterval);
    }

    private void RetryAt(Instance task, long time)
    {
        if (time <= _now && !_paused)
        {
            BeginAttempt(task);
            return;
        }

        task.Status = FlowTaskStatus.Ready;
        task.Taken = null;
        At(time, () => WhenNotPaused(() =>
        {
            if (task.Status == FlowTaskStatus.Ready)
            {
                BeginAttempt(task);
            }
        }));
    }

    private void TimedOut(Instance task, int attempt)
    {
        if (task.Attempt == attempt && IsOpen(task))
        {
            AttemptFailed(task, null, retryable: true, FlowErrorCodes.TaskTimeout, notBefore: 0);
        }
    }

    private void TotallyTimedOut(Instance task)
    {
        if (IsOpen(task) || task.Status == FlowTaskStatus.Ready)
        {
            AttemptFailed(task, null, retryable: false, FlowErrorCodes.TaskTimeout, notBefore: 0);
        }
    }

    private void Outside(OutsideEvent one)
    {
        _outside.Add(one);
        At(one.At, () => one.Reply = one switch
        {
            OutsideEvent.Callback callback => Called(callback.Task, callback.Told),
            OutsideEvent.Wake wake => Woken(wake.Task, wake.Word),
            OutsideEvent.Pause => Pause(),
            OutsideEvent.Resume => Resume(),
            _ => Cancelled(),
        });
    }

    private Instance? Find(string name) =>
        _root.WithInner().SelectMany(scope => scope.Tasks).SingleOrDefault(task => task.Name == name);

    private OutsideReply Called(string name, CallbackFate told)
    {
        var task = Find(name)!;
        if (told.Attempt is { } attempt && attempt != task.Attempt)
        {
            return OutsideReply.Refused;
        }

        if (!IsOpen(task))
        {
            // The key part is no end; only where its mappings failed the task, its repeat tells of the same.
            return task.IsEnded && task.Taken is { } taken && IsSame(taken, told) &&
                (told.Status != CallbackStatus.KeySucceed || task.Model.Fault == MappingFault.InOutput)
                ? OutsideReply.Duplicate
                : OutsideReply.Refused;
        }

        if (told.Status != CallbackStatus.KeySucceed)
        {
            task.Taken = told;
            Judge(task, told.Output, told.Status);
            return OutsideReply.Accepted;
        }

        if (task.Status == FlowTaskStatus.KeySucceed && IsSame(task.Taken!, told))
        {
            return OutsideReply.Duplicate;
        }

        task.Taken = told;
        task.Acknowledged = true;
        if (MapOutput(task, told.Output!))
        {
            Fail(task, MappingFailure(task));
        }
        else
        {
            task.Status = FlowTaskStatus.KeySucceed;
        }

        return OutsideReply.Accepted;
    }

    private static bool IsSame(CallbackFate left, CallbackFate right) =>
        left.Status == right.Status && JsonNode.DeepEquals(left.Output, right.Output);

    private OutsideReply Woken(string name, int word)
    {
        if (Find(name) is not { } task || task.IsEnded || task.Scope.IsEnded)
        {
            return OutsideReply.Refused;
        }

        MapOutput(task, new() { [SuspenseWords.Key] = word });
        if (task.Status == FlowTaskStatus.Running)
        {
            MapInput(task);
            Test(task);
        }

        return OutsideReply.Accepted;
    }

    private OutsideReply Cancelled()
    {
        if (_root.IsEnded)
        {
            return OutsideReply.Refused;
        }

        EndFromOutside(ExecutionStatus.Canceled);
        return OutsideReply.Accepted;
    }
}
