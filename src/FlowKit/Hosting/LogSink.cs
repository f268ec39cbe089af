using FlowKit.Callbacks;
using FlowKit.Executions;
using Microsoft.Extensions.Logging;

namespace FlowKit.Hosting;

/// <summary>Logs the news of executions and tasks.</summary>
internal sealed class LogSink(ILogger log) : ICallbackSink
{
    public ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken)
    {
        switch (news.News)
        {
            case FlowNews.TaskFinish:
                FlowLog.TaskSucceeded(log, news.Task, news.ExecutionId);
                break;
            case FlowNews.TaskFailed:
                FlowLog.TaskFailed(log, news.Task, news.ExecutionId, news.Failure?.Code);
                break;
            case FlowNews.TaskSkipped:
                FlowLog.TaskSkipped(log, news.Task, news.ExecutionId);
                break;
            case FlowNews.TaskCanceled:
                FlowLog.TaskCanceled(log, news.Task, news.ExecutionId);
                break;
            default:
                ExecutionNews(news);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private void ExecutionNews(FlowEvent news)
    {
        switch (news.News)
        {
            case FlowNews.DagSucceed:
                FlowLog.ExecutionSucceeded(log, news.ExecutionId, news.Flow);
                break;
            case FlowNews.DagFailed:
                FlowLog.ExecutionFailed(log, news.ExecutionId, news.Flow, news.Failure?.Task, news.Failure?.Code);
                break;
            case FlowNews.DagCanceled:
                FlowLog.ExecutionCanceled(log, news.ExecutionId, news.Flow);
                break;
            case FlowNews.DagTimeout:
                FlowLog.ExecutionTimedOut(log, news.ExecutionId, news.Flow);
                break;
            case FlowNews.DagKeySucceed:
                FlowLog.ExecutionKeySucceeded(log, news.ExecutionId, news.Flow);
                break;
        }
    }
}
