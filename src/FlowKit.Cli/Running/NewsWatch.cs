using FlowKit.Callbacks;
using FlowKit.Executions;

namespace FlowKit.Cli.Running;

/// <summary>Tells a display how tasks end.</summary>
internal sealed class NewsWatch(IRunDisplay display) : ICallbackSink
{
    public ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken)
    {
        if (TaskProgress.Ended(news) is { } progress)
        {
            display.Show(progress);
        }

        return ValueTask.CompletedTask;
    }
}
