using FlowKit.Executions;

namespace FlowKit.Callbacks;

/// <summary>Where the engine delivers its news.</summary>
public interface ICallbackSink
{
    /// <summary>
    /// Takes one piece of news. News of one execution comes in order, one at a time, tasks before the execution. News of the end of
    /// an execution comes at least once and survives a crash; news of tasks may be lost in one. An exception is logged and changes nothing.
    /// A slow sink slows down its own execution only.
    /// </summary>
    ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken);
}
