namespace FlowKit.Dispatching;

/// <summary>Sends attempts of <c>function</c> tasks out: to a service, a queue, a delegate. One method; safe to call from many threads.</summary>
public interface IDispatcher
{
    /// <summary>
    /// Runs one attempt, or hands it to an executor that calls back. A dispatcher that completes at once costs no thread hop.
    /// </summary>
    /// <param name="request">The attempt: what is called, with which input, under which ids.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the attempt's result is no longer wanted: time limit, cancel of the execution, stop of the host.
    /// <see cref="DispatchRequest.CancelReason"/> says which.
    /// </param>
    /// <returns>
    /// The outcome. An exception counts as a retryable failure with its message; an
    /// <see cref="OperationCanceledException"/> after the time limit as the time-out it is.
    /// </returns>
    ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken);
}
