using FlowKit.Dispatching;

namespace FlowKit.Durable;

/// <summary>Answers nothing, at once.</summary>
internal sealed class NoOpDispatcher : IDispatcher
{
    private static readonly DispatchOutcome Empty = DispatchOutcome.Succeeded();

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) => new(Empty);
}
