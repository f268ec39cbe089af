using FlowKit.Callbacks;
using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Running;
using FlowKit.Values;

namespace FlowKit;

/// <summary>What attempts keep while they go on.</summary>
public sealed partial class FlowEngine
{
    /// <summary>
    /// Keeps what an attempt that is out has so far, as if it were its output. A store that cannot be written is waited for: its fault is none
    /// of the attempt.
    /// </summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.AttemptOver"/>, also when another engine owns the execution by now.</exception>
    internal async ValueTask SaveAttemptAsync(DispatchRequest request, FlowValue output, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await TrySaveAttemptAsync(request, output, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (FlowException fault) when (StoreRetry.Passes(fault.Code))
            {
                await Task.Delay(StoreRetry.Wait(failures), _services.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask TrySaveAttemptAsync(DispatchRequest request, FlowValue output, CancellationToken cancellationToken)
    {
        RefuseWhenStopping();

        // The writer that sent the attempt out is in memory as long as it waits for it; another one would not know this attempt from its like.
        var waiting = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        var save = new Arrival.Save(request.Task, request.Epoch, request.Attempt, output);
        if (request.CancelReason != CancelReason.None || !_writers.TryPost(request.ExecutionId, new(save, waiting), tenure: null))
        {
            throw new FlowException(
                FlowErrorCodes.AttemptOver,
                $"Attempt {AttemptMark.Of(request.Epoch, request.Attempt)} of the task '{request.Task}' is no longer out, so nothing is kept of it any more.");
        }

        var reply = await waiting.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (reply.Refusal is { } refusal)
        {
            throw refusal;
        }
    }
}
