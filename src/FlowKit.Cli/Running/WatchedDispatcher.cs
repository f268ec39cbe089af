using FlowKit.Dispatching;

namespace FlowKit.Cli.Running;

/// <summary>Tells a display what is dispatched, and hands it on.</summary>
/// <param name="inner">Who answers.</param>
/// <param name="display">Who is told.</param>
/// <param name="accepted">Is told of each dispatch that was accepted, so that its task waits for a callback; null for nobody.</param>
internal sealed class WatchedDispatcher(IDispatcher inner, IRunDisplay display, Action<DispatchRequest>? accepted = null) : IDispatcher
{
    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        display.Show(TaskProgress.Dispatched(request));
        var outcome = inner.DispatchAsync(request, cancellationToken);
        return accepted is null ? outcome : WatchAsync(request, outcome, accepted);
    }

    private static async ValueTask<DispatchOutcome> WatchAsync(
        DispatchRequest request, ValueTask<DispatchOutcome> outcome, Action<DispatchRequest> accepted)
    {
        var came = await outcome.ConfigureAwait(false);
        if (came == DispatchOutcome.Accepted)
        {
            accepted(request);
        }

        return came;
    }
}
