using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>The life of an execution: start, key path, end, cancel, time limit.</summary>
internal static class ExecutionRules
{
    public static void Start(Turn turn, FlowValue submitted)
    {
        turn.State.StartedAt = turn.Now;
        turn.State.Submitted = submitted;
        Begin(turn);
    }

    /// <summary>Begins the top level with what was submitted.</summary>
    public static void Begin(Turn turn)
    {
        var context = InitialContext.Of(turn.Plan, turn.State.Submitted);
        turn.State.Status = ExecutionStatus.Running;
        turn.State.Deadline = DeadlineFrom(turn, context);
        turn.Touch();
        var root = ScopeRules.Make(turn, turn.Plan.Root, parent: null, branch: 0, context);
        turn.Add(root);
        Prune(turn, root);
        ScopeRules.BeginTasks(turn, root);
        ScopeRules.EndIfDone(turn, root);
    }

    // What follows a task that is not needed is not needed either, so nobody has to be told.
    private static void Prune(Turn turn, ScopeState root)
    {
        if (turn.State.Targets is not { } targets || !turn.Plan.Passes.HasFlag(PlanPasses.Targets) ||
            StartPlan.Of(turn.Plan, root.Context.Snapshot(), turn.Options.Limits).Needed(targets, turn.State.ForceTargets) is not { } needed)
        {
            return;
        }

        foreach (var task in root.Tasks)
        {
            if (!needed[task.Index])
            {
                task.Skip = SkipReason.Pruned;
                TaskRules.Settle(turn, task, FlowTaskStatus.Skipped);
            }
        }
    }

    /// <summary>When an execution that begins, or goes on, now has taken too long; 0 for never.</summary>
    public static long DeadlineFrom(Turn turn, ValueEditor context) =>
        turn.Plan.Timeout is { } timeout && timeout.TryRead(new PathRoots { Context = context.Root }, out var seconds) && seconds > 0
            ? TimeRules.After(turn.Now, seconds.Value)
            : 0;

    /// <summary>All that is left is tasks whose key part is done.</summary>
    public static void KeySucceed(Turn turn)
    {
        turn.State.Status = ExecutionStatus.KeySucceed;
        turn.Touch();
        if (!turn.State.KeyAnnounced)
        {
            turn.State.KeyAnnounced = true;
            turn.Announce(FlowNews.DagKeySucceed, null, null);
        }
    }

    /// <summary>The execution ended by itself.</summary>
    public static void End(Turn turn, bool failed)
    {
        // Tasks that stayed cancelled after an operator had others retried or skipped: neither a failure nor a success.
        var status = failed ? ExecutionStatus.Failed
            : Array.Exists(turn.State.Root.Tasks, task => task.Status == FlowTaskStatus.Canceled) ? ExecutionStatus.Canceled
            : ExecutionStatus.Succeed;
        Finish(turn, status, failed ? ScopeRules.FirstFailure(turn.Plan, turn.State.Root) : null);
    }

    public static Reply Cancel(Turn turn, string? reason) => EndByHand(
        turn,
        ExecutionStatus.Canceled,
        new(FlowErrorCodes.Canceled, reason ?? "The execution was cancelled.", Retryable: false),
        "cancelled");

    /// <summary>An operator says how it ended.</summary>
    public static Reply Complete(Turn turn, bool success, string? reason) => EndByHand(
        turn,
        success ? ExecutionStatus.Succeed : ExecutionStatus.Failed,
        success ? null : new(FlowErrorCodes.FailedByHand, reason ?? "The execution was ended by hand as failed.", Retryable: false),
        "ended by hand");

    public static void TimedOut(Turn turn)
    {
        if (turn.State.Status.IsEnded() || turn.State.Deadline == 0 || turn.State.Deadline > turn.Now)
        {
            return;
        }

        ScopeRules.Cancel(turn, turn.State.Root, CancelReason.ExecutionTimeout);
        Finish(turn, ExecutionStatus.Timeout, new(FlowErrorCodes.ExecutionTimeout, "The execution reached its time limit.", Retryable: false));
    }

    /// <summary>The news of the end has arrived wherever it was owed.</summary>
    public static void NewsTaken(Turn turn)
    {
        if (turn.State.OwesNews)
        {
            turn.State.OwesNews = false;
            turn.Touch();
        }
    }

    // What had not ended is cancelled.
    private static Reply EndByHand(Turn turn, ExecutionStatus status, FlowFailure? failure, string operation)
    {
        if (turn.State.Status.IsEnded())
        {
            return Reply.Refused(
                FlowErrorCodes.WrongStatus, $"The execution has ended as {turn.State.Status.ToText()} and cannot be {operation}.");
        }

        ScopeRules.Cancel(turn, turn.State.Root, CancelReason.Canceled);
        Finish(turn, status, failure);
        return Reply.Done;
    }

    private static void Finish(Turn turn, ExecutionStatus status, FlowFailure? failure)
    {
        var state = turn.State;
        state.Status = status;
        state.EndedAt = turn.Now;
        state.Failure = failure;
        state.Root.Ended = true;
        state.OwesNews = turn.Options.HasSinks || state.Parent is { Waits: true };
        state.Output = DeclaredOutput(turn);
        turn.Touch();
        turn.Announce(News(status), null, failure);
        EndCallbackRules.Begin(turn);
    }

    private static FlowValue DeclaredOutput(Turn turn)
    {
        if (turn.Plan.Output is not { } declared)
        {
            return default;
        }

        turn.Document.BeginContext(turn.State.Root);
        var output = new ObjectNode(declared.Length, owner: null);
        foreach (var one in declared)
        {
            // A value that cannot be told is left out like a missing one: the tasks have ended, and nothing can fail any more.
            _ = one.Value.TryRead(turn.Document, out var value);
            if (!value.IsMissing)
            {
                output.Set(one.Name, value);
            }
        }

        return new(output);
    }

    /// <summary>What is told of an end.</summary>
    public static FlowNews News(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeed => FlowNews.DagSucceed,
        ExecutionStatus.Failed => FlowNews.DagFailed,
        ExecutionStatus.Canceled => FlowNews.DagCanceled,
        _ => FlowNews.DagTimeout,
    };
}
