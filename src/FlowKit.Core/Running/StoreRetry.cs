namespace FlowKit.Running;

/// <summary>How long a store that failed is left alone.</summary>
internal static class StoreRetry
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Twice as long after each failure.</summary>
    public static TimeSpan Wait(int failuresBefore) =>
        TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(failuresBefore, 10)));
}
