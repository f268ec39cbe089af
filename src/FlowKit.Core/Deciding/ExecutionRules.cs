using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>The life of an execution: start, key path, end, cancel, time limit.</summary>
internal static class ExecutionRules
{
    public static void Start(Turn turn, FlowValue submitted)
    {
        var state = turn.State;
        state.Status = ExecutionStatus.Running;
        state.StartedAt = turn.Now;
        state.Submitted = submitted;
        var context = InitialContext.Of(turn.Plan, submitted);
        if (turn.Plan.Timeout is { } timeout && timeout.TryRead(new PathRoots { Context = context.Root }, out var seconds) && seconds > 0)
        {
            state.Deadline = TimeRules.After(turn.Now, seconds.Value);
        }

        turn.Touch();
        var root = ScopeRules.Begin(turn, turn.Plan.Root, parent: null, branch: 0, context);
        ScopeRules.EndIfDone(turn, root);
    }

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
    public static void End(Turn turn, ExecutionStatus status) =>
        Finish(turn, status, status == ExecutionStatus.Failed ? ScopeRules.FirstFailure(turn.Plan, turn.State.Root) : null);

    public static Reply Cancel(Turn turn, string? reason)
    {
        if (turn.State.Status.IsEnded())
        {
            return Reply.Refused(
                FlowErrorCodes.WrongStatus, $"The execution has ended as {turn.State.Status.ToText()} and cannot be cancelled.");
        }

        ScopeRules.Cancel(turn, turn.State.Root, CancelReason.Canceled);
        Finish(turn, ExecutionStatus.Canceled, new(FlowErrorCodes.Canceled, reason ?? "The execution was cancelled.", Retryable: false));
        return Reply.Done;
    }

    public static void TimedOut(Turn turn)
    {
        if (turn.State.Status.IsEnded() || turn.State.Deadline == 0 || turn.State.Deadline > turn.Now)
        {
            return;
        }

        ScopeRules.Cancel(turn, turn.State.Root, CancelReason.ExecutionTimeout);
        Finish(turn, ExecutionStatus.Timeout, new(FlowErrorCodes.ExecutionTimeout, "The execution reached its time limit.", Retryable: false));
    }

    private static void Finish(Turn turn, ExecutionStatus status, FlowFailure? failure)
    {
        var state = turn.State;
        state.Status = status;
        state.EndedAt = turn.Now;
        state.Failure = failure;
        state.Root.Ended = true;
        state.OwesNews = turn.Options.HasSinks;
        state.Output = DeclaredOutput(turn);
        turn.Touch();
        turn.Announce(News(status), null, failure);
    }

    private static FlowValue DeclaredOutput(Turn turn)
    {
        if (turn.Plan.Output is not { } declared)
        {
            return default;
        }

        turn.Document.BeginContext(turn.State.Root);
        var output = new ObjectNode(declared.Length, owner: null);
        foreach (var (name, source) in declared)
        {
            var value = source.Read(turn.Document);
            if (!value.IsNullOrMissing)
            {
                output.Set(name, value);
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
