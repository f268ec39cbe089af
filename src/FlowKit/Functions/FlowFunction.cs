using FlowKit.Dispatching;

namespace FlowKit.Functions;

/// <summary>A function that sees its attempt whole and says the outcome itself.</summary>
/// <param name="request">The attempt: ids, attempt number, idempotency key, input.</param>
/// <param name="cancellationToken">Cancelled when the result is no longer wanted; the request says why.</param>
/// <returns>
/// The outcome; <see cref="DispatchOutcome.Accepted"/> when the result comes later through
/// <see cref="IFlowEngine.CompleteTaskAsync"/>. An exception is a retryable failure.
/// </returns>
public delegate ValueTask<DispatchOutcome> FlowFunction(DispatchRequest request, CancellationToken cancellationToken);
