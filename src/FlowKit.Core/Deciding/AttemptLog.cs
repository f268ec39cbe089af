using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>Keeps what is about to be written over: the attempt a task's record tells of.</summary>
internal static class AttemptLog
{
    private const int LongestCode = 100;
    private const int LongestMessage = 256;

    /// <summary>The attempt failed, and another one is to come.</summary>
    public static void Failed(Turn turn, TaskState task, FlowFailure failure, FlowValue output) =>
        Keep(turn, task, FlowTaskStatus.Failed, turn.Now, failure, output, ends: null);

    /// <summary>What a task has done is taken back, or counts as something else now. Nothing when it has not begun, or is kept already.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="task">The task, as it was.</param>
    /// <param name="ends">When predecessors had ended that were taken back before; null for none.</param>
    public static void TakenBack(Turn turn, TaskState task, Dictionary<TaskState, long>? ends = null)
    {
        if (task.StartedAt == 0 || task.AttemptIsPast)
        {
            return;
        }

        var ended = task.Status.IsEnded();
        Keep(turn, task, ended ? task.Status : FlowTaskStatus.Canceled, ended ? task.EndedAt : turn.Now, FailureOf(task), task.Output, ends);
    }

    /// <summary>What a whole scope has done is taken back.</summary>
    public static void TakenBack(Turn turn, ScopeState scope)
    {
        foreach (var task in scope.Tasks)
        {
            TakenBack(turn, task);
        }
    }

    /// <summary>Why the present attempt failed; a record still tells of the one before while it runs, and when it was cancelled.</summary>
    public static FlowFailure? FailureOf(TaskState task) =>
        task.Status is FlowTaskStatus.Failed or FlowTaskStatus.Skipped ? task.Failure : null;

    /// <summary>How large a value is; 0 for none.</summary>
    public static long BytesOf(FlowValue value) => value.IsMissing ? 0 : value.Extent.Bytes;

    private static void Keep(
        Turn turn,
        TaskState task,
        FlowTaskStatus status,
        long endedAt,
        FlowFailure? failure,
        FlowValue output,
        Dictionary<TaskState, long>? ends)
    {
        turn.Keep(new PastAttempt(
            InstanceName.Of(turn.Plan, task),
            task.Epoch,
            task.Attempt,
            QueueRules.QueuedAt(turn.Plan, turn.State, task, ends),
            task.AttemptStartedAt == 0 ? task.StartedAt : task.AttemptStartedAt,
            endedAt,
            status,
            Cut(failure?.Code, LongestCode),
            Cut(failure?.Message, LongestMessage),
            BytesOf(task.Input),
            BytesOf(output)));
        task.AttemptIsPast = true;
    }

    // An executor may say much.
    private static string? Cut(string? text, int longest) => text?.Length > longest ? text[..longest] : text;
}
