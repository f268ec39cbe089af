using FlowKit.Dispatching;

namespace FlowKit.Cli.Running;

/// <summary>A dispatcher whose calls are watched.</summary>
/// <param name="inner">Who answers.</param>
/// <param name="watch">Who watches.</param>
/// <param name="accepted">Is told of each call that was accepted, so that its task waits for a callback; null for nobody.</param>
internal sealed class WatchedDispatcher(IDispatcher inner, CallWatch watch, Action<DispatchRequest>? accepted = null) : IDispatcher
{
    public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        var outcome = await watch.FollowAsync(inner, request, cancellationToken).ConfigureAwait(false);
        if (outcome == DispatchOutcome.Accepted)
        {
            accepted?.Invoke(request);
        }

        return outcome;
    }
}
