using FlowKit.Descriptors;

namespace FlowKit.Steps;

/// <summary>How long a step waits before each retry. Immutable.</summary>
public sealed record Backoff
{
    private readonly RetryDescriptor _retry;

    private Backoff(RetryDescriptor retry) => _retry = retry;

    /// <summary>1, 2, 3, 5, 8 ... seconds.</summary>
    public static Backoff Fibonacci { get; } = new(new RetryDescriptor { IntervalInSeconds = 1, Fibonacci = true });

    /// <summary>The same wait before each retry.</summary>
    public static Backoff Fixed(TimeSpan wait) => new(new RetryDescriptor { IntervalInSeconds = Seconds(wait) });

    /// <summary>Waits that grow by a factor.</summary>
    /// <param name="first">The wait before the first retry.</param>
    /// <param name="factor">What each wait is multiplied by to give the next; 2 by default.</param>
    public static Backoff Exponential(TimeSpan first, double factor = 2) =>
        new(new RetryDescriptor { IntervalInSeconds = Seconds(first), Multiplier = factor });

    /// <summary>These waits in their order; the last one before all retries after it.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Backoff Explicit(params IReadOnlyList<TimeSpan> waits)
    {
        ArgumentNullException.ThrowIfNull(waits);
        return waits.Count == 0
            ? throw new ArgumentException("Name at least one wait.", nameof(waits))
            : new(new RetryDescriptor { IntervalsInSeconds = [.. waits.Select(wait => (Located<double>)Seconds(wait))] });
    }

    /// <summary>The same, no wait longer than this.</summary>
    public Backoff Cap(TimeSpan longest) => new(_retry with { MaxIntervalInSeconds = (Located<double>)Seconds(longest) });

    /// <summary>The same, with up to this part of each wait, 0 to 1, taken off it at random.</summary>
    public Backoff Jitter(double part) => new(_retry with { Jitter = part });

    internal RetryDescriptor Times(int count) => _retry with { MaxRetryTimes = count };

    private static double Seconds(TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        return wait.TotalSeconds;
    }
}
