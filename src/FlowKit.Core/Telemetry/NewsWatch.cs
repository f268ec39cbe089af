using FlowKit.Deciding;
using FlowKit.Executions;

namespace FlowKit.Telemetry;

/// <summary>Makes activities and metrics of the news of a turn, once that is on record.</summary>
internal static class NewsWatch
{
    /// <summary>Somebody wants the news of turns.</summary>
    public static bool IsOn => FlowActivities.Source.HasListeners() || FlowMetrics.WatchesNews;

    public static void Tell(Turn turn)
    {
        foreach (var (news, task, failure) in turn.News)
        {
            if (task is not null)
            {
                TaskEnded(turn, task, failure, StatusText.ToText(TaskStatus(news)));
            }
            else if (news != FlowNews.DagKeySucceed)
            {
                ExecutionEnded(turn, failure, StatusText.ToText(Status(news)));
            }
        }
    }

    private static void TaskEnded(Turn turn, TaskState task, FlowFailure? failure, string status)
    {
        // One whose input could not be made has failed without having begun. One that was taken back in the same turn has no times any more.
        var start = task.StartedAt == 0 && failure is not null ? task.EndedAt : task.StartedAt;
        var ran = start > 0 && task.EndedAt > 0;
        FlowMetrics.TaskEnded(turn.Plan.Name, turn.NodeOf(task).Category, status, ran ? new(task.EndedAt - start) : null);
        if (ran && FlowActivities.Source.HasListeners())
        {
            EndActivities.WriteTask(turn, task, start, status, failure);
        }
    }

    private static void ExecutionEnded(Turn turn, FlowFailure? failure, string status)
    {
        var (start, end) = (turn.State.StartedAt, turn.State.EndedAt);
        FlowMetrics.ExecutionEnded(turn.Plan.Name, status, end > 0 ? new(end - start) : null);
        if (end > 0 && FlowActivities.Source.HasListeners())
        {
            EndActivities.WriteExecution(turn, status, failure);
        }
    }

    private static FlowTaskStatus TaskStatus(FlowNews news) => news switch
    {
        FlowNews.TaskFinish => FlowTaskStatus.Succeed,
        FlowNews.TaskFailed => FlowTaskStatus.Failed,
        FlowNews.TaskSkipped => FlowTaskStatus.Skipped,
        _ => FlowTaskStatus.Canceled,
    };

    private static ExecutionStatus Status(FlowNews news) => news switch
    {
        FlowNews.DagSucceed => ExecutionStatus.Succeed,
        FlowNews.DagFailed => ExecutionStatus.Failed,
        FlowNews.DagCanceled => ExecutionStatus.Canceled,
        _ => ExecutionStatus.Timeout,
    };
}
