using FlowKit.Dispatching;
using FlowKit.Executions;

namespace FlowKit.Running;

/// <summary>One attempt that is out: its request and its token.</summary>
internal sealed class AttemptRun(TaskState task, DispatchRequest request, CancellationTokenSource source) : IDisposable
{
    public TaskState Task { get; } = task;

    public DispatchRequest Request { get; } = request;

    public CancellationToken Token => source.Token;

    /// <summary>The outcome is no longer wanted; the request says why.</summary>
    public bool IsCancelled => Request.CancelReason != CancelReason.None;

    /// <summary>
    /// What listens to the token runs here; what it throws is the dispatcher's fault and told to nobody. An attempt that came back in the
    /// meantime has no token any more.
    /// </summary>
    public void Cancel(CancelReason reason)
    {
        Request.CancelReason = reason;
        try
        {
            source.Cancel();
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
        }
    }

    public void Dispose() => source.Dispose();
}
