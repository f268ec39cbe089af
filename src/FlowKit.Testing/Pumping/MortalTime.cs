namespace FlowKit.Testing.Pumping;

/// <summary>The clock as one engine sees it: its timers fall silent when the engine dies.</summary>
internal sealed class MortalTime(VirtualTime time) : TimeProvider
{
    private volatile bool _dead;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(
            given =>
            {
                if (_dead)
                {
                    timer?.Dispose();
                    return;
                }

                callback(given);
            },
            state,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Die() => _dead = true;
}
