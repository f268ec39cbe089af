using FlowKit.Callbacks;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>A sink that remembers.</summary>
internal sealed class News : ICallbackSink
{
    public List<FlowEvent> All { get; } = [];

    public ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken)
    {
        All.Add(news);
        return ValueTask.CompletedTask;
    }
}
