using FlowKit.Dispatching;

namespace FlowKit.Http;

/// <summary>Turns the answer to a call into its outcome.</summary>
internal delegate ValueTask<DispatchOutcome> HttpReading(HttpCall call, HttpResponseMessage response, CancellationToken cancellationToken);
