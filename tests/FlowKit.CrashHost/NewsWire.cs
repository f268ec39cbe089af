using FlowKit.Callbacks;
using FlowKit.Executions;

namespace FlowKit.CrashHost;

/// <summary>Tells of the ends of executions.</summary>
internal sealed class NewsWire(Wire wire) : ICallbackSink
{
    public ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken)
    {
        if (news.Task is null)
        {
            wire.Tell("news", news.ExecutionId, news.News.ToString());
        }

        return ValueTask.CompletedTask;
    }
}
