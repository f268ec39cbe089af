namespace FlowKit.Testing;

/// <summary>One call at one time. The timer lives until it has fired or was disposed, whoever keeps it.</summary>
internal static class Alarm
{
    public static ITimer Set(TimeProvider time, TimeSpan after, Action ring)
    {
        ITimer? timer = null;

        // The callback holds the timer, so that a timer of the system's clock is not collected before it fires.
        timer = time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                ring();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        timer.Change(after, Timeout.InfiniteTimeSpan);
        return timer;
    }
}
