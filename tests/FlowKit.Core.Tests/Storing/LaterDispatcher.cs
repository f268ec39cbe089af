using FlowKit.Dispatching;

namespace FlowKit.Core.Tests.Storing;

/// <summary>Answers well, from another thread.</summary>
internal sealed class LaterDispatcher : IDispatcher
{
    public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return DispatchOutcome.Succeeded();
    }
}
