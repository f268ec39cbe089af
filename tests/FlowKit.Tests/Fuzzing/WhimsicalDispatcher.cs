using FlowKit.Core.Tests.Fuzzing.Harness;
using FlowKit.Dispatching;
using FlowKit.Testing;

namespace FlowKit.Tests.Fuzzing;

/// <summary>Answers as it likes; after so many calls it answers no more, so that no flow goes on for ever.</summary>
internal sealed class WhimsicalDispatcher(Random random, RandomValue values, VirtualTime time) : IDispatcher
{
    private const int MostCalls = 200;
    private int _calls;

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        if (++_calls > MostCalls)
        {
            return Late(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        switch (random.Next(12))
        {
            case 0:
                return new(DispatchOutcome.Failed("no", retryable: random.Next(2) == 0));
            case 1:
                return new(DispatchOutcome.Accepted);
            case 2:
                throw new Whim();
            case 3:
                return Late(TimeSpan.FromSeconds(random.Next(100)), cancellationToken);
            case 4:
                return new(DispatchOutcome.Succeeded(values.Any(3)));
            case 5:
                return new(new DispatchOutcome.Answered(values.Object(3), random.Next(3) switch { 0 => null, 1 => true, _ => false }));
            default:
                return new(request.IsAsynchronous && random.Next(3) > 0 ? DispatchOutcome.Accepted : DispatchOutcome.Succeeded(values.Object(3)));
        }
    }

    private async ValueTask<DispatchOutcome> Late(TimeSpan delay, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource();
        await using var timer = time.CreateTimer(_ => end.TrySetResult(), null, delay, Timeout.InfiniteTimeSpan);
        await using var registration = cancellationToken.Register(() => end.TrySetCanceled(cancellationToken));
        await end.Task.ConfigureAwait(false);
        return DispatchOutcome.Succeeded(values.Object(2));
    }

    /// <summary>What an executor's own code may throw.</summary>
    public sealed class Whim : Exception;
}
