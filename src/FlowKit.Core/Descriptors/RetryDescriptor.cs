namespace FlowKit.Descriptors;

/// <summary>When a failed attempt is followed by another.</summary>
public sealed record RetryDescriptor
{
    /// <summary>Attempts after the first; 0 by default, a negative number counts as 0.</summary>
    public Located<int> MaxRetryTimes { get; init; }

    /// <summary>Seconds to the first retry; 0 by default, a negative number counts as 0.</summary>
    public Located<double> IntervalInSeconds { get; init; }

    /// <summary>Seconds of each wait, the last one for all after it; empty to reckon them from the interval. A negative number counts as 0.</summary>
    public IReadOnlyList<Located<double>> IntervalsInSeconds { get; init; } = [];

    /// <summary>What each wait is multiplied by to give the next; 1 by default.</summary>
    public Located<double> Multiplier { get; init; } = 1;

    /// <summary>No wait is longer; null for no bound.</summary>
    public Located<double>? MaxIntervalInSeconds { get; init; }

    /// <summary>Up to this part of a wait, 0 to 1, is taken off it at random; 0 by default.</summary>
    public Located<double> Jitter { get; init; }

    /// <summary>Waits grow as 1, 2, 3, 5, 8 ... times the interval instead of by the multiplier.</summary>
    public bool Fibonacci { get; init; }

    /// <summary>An output is retried only if one of them holds; empty for always.</summary>
    public IReadOnlyList<Located<string>> Conditions { get; init; } = [];
}
