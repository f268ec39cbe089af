using FlowKit.Dispatching;
using FlowKit.Executions;

namespace FlowKit.Cli.Running;

/// <summary>Where a task instance stands.</summary>
/// <param name="ExecutionId">Its execution, which may be that of a sub-flow.</param>
/// <param name="Flow"><c>workspace:dagName</c>.</param>
/// <param name="Task">The instance.</param>
/// <param name="Status">RUNNING, or how it ended.</param>
/// <param name="Attempt">The attempt that begins; null where an end is told.</param>
/// <param name="Failure">Why it failed; null otherwise.</param>
internal sealed record TaskProgress(
    string ExecutionId, string Flow, string Task, FlowTaskStatus Status, int? Attempt = null, FlowFailure? Failure = null)
{
    public static TaskProgress Dispatched(DispatchRequest request) =>
        new(request.ExecutionId, request.Flow, request.Task, FlowTaskStatus.Running, request.Attempt);

    /// <summary>The end of a task; null for other news.</summary>
    public static TaskProgress? Ended(FlowEvent news)
    {
        FlowTaskStatus? status = news.News switch
        {
            FlowNews.TaskFinish => FlowTaskStatus.Succeed,
            FlowNews.TaskFailed => FlowTaskStatus.Failed,
            FlowNews.TaskSkipped => FlowTaskStatus.Skipped,
            FlowNews.TaskCanceled => FlowTaskStatus.Canceled,
            _ => null,
        };
        return status is { } ended && news.Task is { } task
            ? new(news.ExecutionId, news.Flow, task, ended, Failure: news.Failure)
            : null;
    }
}
