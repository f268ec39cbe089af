namespace FlowKit.Testing;

/// <summary>A timer of a <see cref="VirtualTime"/>, which guards all that changes in it.</summary>
internal sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
{
    public static readonly IComparer<VirtualTimer> ByDue = Comparer<VirtualTimer>.Create(
        (left, right) => (left.Due, left.Order).CompareTo((right.Due, right.Order)));

    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>In UTC ticks.</summary>
    public long Due { get; set; }

    /// <summary>Tells timers of one instant apart: the one set first fires first.</summary>
    public long Order { get; set; }

    public TimeSpan Period { get; set; }

    public bool Disposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        return time.Arm(this, dueTime, period);
    }

    public void Fire()
    {
        using var plain = new PlainContext();
        if (_context is null)
        {
            callback(state);
            return;
        }

        ExecutionContext.Run(_context, static timer => ((VirtualTimer)timer!).Call(), this);
    }

    public void Dispose() => time.Disarm(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call() => callback(state);
}
