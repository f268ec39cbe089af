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

    /// <summary>What listens to the token runs here; what it throws is the dispatcher's fault and told to nobody.</summary>
    public void Cancel(CancelReason reason)
    {
        Request.CancelReason = reason;
        try
        {
            source.Cancel();
        }
        catch (AggregateException)
        {
        }
    }

    public void Dispose() => source.Dispose();
}
