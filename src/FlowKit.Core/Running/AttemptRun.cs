using FlowKit.Dispatching;
using FlowKit.Executions;

namespace FlowKit.Running;

/// <summary>One attempt that is out: its request and its token.</summary>
internal sealed class AttemptRun(TaskState task, DispatchRequest request) : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public TaskState Task { get; } = task;

    public DispatchRequest Request { get; } = request;

    public CancellationToken Token => _source.Token;

    /// <summary>The outcome is no longer wanted; the request says why.</summary>
    public bool IsCancelled => Request.CancelReason != CancelReason.None;

    /// <summary>What listens to the token runs here; what it throws is the dispatcher's fault and told to nobody.</summary>
    public void Cancel(CancelReason reason)
    {
        Request.CancelReason = reason;
        try
        {
            _source.Cancel();
        }
        catch (AggregateException)
        {
        }
    }

    public void Dispose() => _source.Dispose();
}
