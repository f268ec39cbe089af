using System.Runtime.CompilerServices;
using FlowKit.Dispatching;
using FlowKit.Executions;

namespace FlowKit.Running;

/// <summary>One attempt that is out: its request and its token.</summary>
internal sealed class AttemptRun(Attempts attempts, TaskState task, DispatchRequest request, CancellationTokenSource source) : IDisposable
{
    private ConfiguredValueTaskAwaitable<DispatchOutcome>.ConfiguredValueTaskAwaiter _answer;

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

    /// <summary>
    /// Comes back with the answer, on whatever thread gives it. Awaited by hand: thousands may be out, and an async method would take twice
    /// the memory of this object for each.
    /// </summary>
    public void Await(ValueTask<DispatchOutcome> pending)
    {
        _answer = pending.ConfigureAwait(false).GetAwaiter();
        if (_answer.IsCompleted)
        {
            ComeBack();
        }
        else
        {
            _answer.UnsafeOnCompleted(ComeBack);
        }
    }

    private void ComeBack()
    {
        DispatchOutcome? outcome = null;
        Exception? thrown = null;
        try
        {
            outcome = _answer.GetResult();
        }
#pragma warning disable CA1031 // Whatever a dispatcher throws is the failure of the attempt.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            thrown = exception;
        }

        attempts.ComeBack(this, outcome, thrown);
    }

    public void Dispose() => source.Dispose();
}
