using System.Collections.Concurrent;
using FlowKit.Dispatching;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>Acknowledges every attempt, counts them by their idempotency keys, and tells when so many have come.</summary>
internal sealed class CountingDispatcher(int wanted, Action<DispatchRequest>? whenSent = null) : IDispatcher
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public ConcurrentDictionary<string, int> Sent { get; } = new();

    public Task All => _all.Task;

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        Sent.AddOrUpdate(request.IdempotencyKey, 1, (_, before) => before + 1);
        whenSent?.Invoke(request);
        if (Interlocked.Increment(ref _count) == wanted)
        {
            _all.SetResult();
        }

        return new(request.IsAsynchronous ? DispatchOutcome.Accepted : DispatchOutcome.Succeeded());
    }
}
