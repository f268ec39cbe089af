using FlowKit.Descriptors;
using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>When a failed attempt is followed by another, compiled.</summary>
internal sealed class RetryNode(RetryDescriptor retry)
{
    public int Times { get; } = retry.MaxRetryTimes.Value;

    /// <summary>The part of a wait, 0 to 1, that chance may take off it.</summary>
    public double Jitter { get; } = retry.Jitter.Value;

    public ConditionPlan[] Conditions { get; } = MappingCompiler.OverOutput(retry.Conditions);

    /// <summary>The seconds to wait after <paramref name="made"/> retries have been made, before jitter.</summary>
    public double Wait(int made) => Math.Min(
        retry.IntervalsInSeconds is { Count: > 0 } list ? Math.Max(0, list[Math.Min(made, list.Count - 1)].Value) : Reckoned(made),
        retry.MaxIntervalInSeconds?.Value ?? double.MaxValue);

    private double Reckoned(int made) =>
        Math.Max(0, retry.IntervalInSeconds.Value) * (retry.Fibonacci ? FibonacciNumber(made) : Math.Pow(retry.Multiplier.Value, made));

    /// <summary>1, 2, 3, 5, 8 ...</summary>
    private static double FibonacciNumber(int index)
    {
        var (now, next) = (1d, 2d);
        for (var i = 0; i < Math.Min(index, 1000); i++)
        {
            (now, next) = (next, now + next);
        }

        return now;
    }
}
