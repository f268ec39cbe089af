using FlowKit.Dispatching;

namespace FlowKit.Workloads;

/// <summary>Answers nothing: at once, or after a real hop to another thread.</summary>
internal sealed class NoOpDispatcher(bool awaits) : IDispatcher
{
    private static readonly DispatchOutcome Empty = DispatchOutcome.Succeeded();

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
        awaits ? HopAsync() : new(Empty);

    private static async ValueTask<DispatchOutcome> HopAsync()
    {
        await Task.Yield();
        return Empty;
    }
}
