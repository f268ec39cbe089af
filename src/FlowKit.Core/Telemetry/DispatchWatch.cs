using System.Diagnostics;
using FlowKit.Dispatching;
using FlowKit.Errors;

namespace FlowKit.Telemetry;

/// <summary>Stands around every dispatch: activity, metrics and the host's scope. Where nobody watches it is not in the way.</summary>
internal sealed class DispatchWatch(TimeProvider time, IDispatchScopes? scopes)
{
    private bool IsOn => FlowActivities.Source.HasListeners() || FlowMetrics.WatchesDispatches || scopes is { IsWanted: true };

    public ValueTask<DispatchOutcome> SendAsync(IDispatcher dispatcher, DispatchRequest request, CancellationToken cancellationToken) =>
        IsOn ? WatchedAsync(dispatcher, request, cancellationToken) : dispatcher.DispatchAsync(request, cancellationToken);

    // What is current here is so for the dispatcher and for nobody else.
    private async ValueTask<DispatchOutcome> WatchedAsync(
        IDispatcher dispatcher, DispatchRequest request, CancellationToken cancellationToken)
    {
        var (start, begun) = (time.GetUtcNow(), time.GetTimestamp());
        FlowMetrics.WentOut(request, start);
        var activity = AttemptActivity.Begin(request, start);
        try
        {
            using var scope = scopes is { IsWanted: true } ? scopes.Open(request) : null;
            var outcome = await dispatcher.DispatchAsync(request, cancellationToken).ConfigureAwait(false);
            End(activity, request, OutcomeWord.Of(outcome), OutcomeWord.CodeOf(outcome), begun);
            return outcome;
        }
        catch (Exception exception)
        {
            End(activity, request, OutcomeWord.Failed, (exception as FlowException)?.Code ?? FlowErrorCodes.DispatchFailed, begun);
            throw;
        }
    }

    // What nobody waits for any more has neither succeeded nor failed.
    private void End(Activity? activity, DispatchRequest request, string outcome, string? code, long begun)
    {
        var isWanted = request.CancelReason == CancelReason.None;
        outcome = isWanted ? outcome : OutcomeWord.Canceled;
        FlowMetrics.CameBack(request, outcome, time.GetElapsedTime(begun));
        if (activity is not null)
        {
            AttemptActivity.End(activity, outcome, isWanted ? code : null, time.GetUtcNow());
        }
    }
}
