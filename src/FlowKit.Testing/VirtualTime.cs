namespace FlowKit.Testing;

/// <summary>
/// A clock that only moves when told to: an hour passes in no time. Its timers fire during <see cref="Advance"/>, in the order of
/// their due times, those of one instant in the order they were set. Safe to use from many threads.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    /// <summary>2026-01-01T00:00:00Z, where the clock stands at first unless told otherwise.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly SortedSet<VirtualTimer> _armed = new(VirtualTimer.ByDue);
    private readonly long _start;
    private long _now;
    private long _order;

    /// <summary>A clock that stands at <see cref="DefaultStart"/>.</summary>
    public VirtualTime()
        : this(DefaultStart)
    {
    }

    /// <summary>A clock that stands at a time of your choice.</summary>
    public VirtualTime(DateTimeOffset start) => _start = _now = start.UtcTicks;

    /// <summary>How much time has passed since the clock was made.</summary>
    public TimeSpan Elapsed => new(Interlocked.Read(ref _now) - _start);

    /// <summary>When the next timer fires; null when none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _armed.Min is { } next ? new DateTimeOffset(next.Due, TimeSpan.Zero) : null;
            }
        }
    }

    /// <summary>UTC, whatever the machine says.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>10,000,000: a timestamp counts ticks of 100 ns.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    /// <summary>The ticks since the clock was made.</summary>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>
    /// A timer of this clock. It fires during <see cref="Advance"/> only; one that is due at once fires with the next
    /// <c>Advance(TimeSpan.Zero)</c>. Its callback runs on the thread that advances the clock, without a synchronisation context.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Lets time pass. Timers that come due on the way fire, also those that others set while they fire, the clock standing at the due
    /// time of each; one due exactly at the end fires. An exception of a callback comes out here, the clock standing where it happened.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var end = GetUtcNow() + time;
        while (FireInstant(end))
        {
        }

        MoveTo(end);
    }

    /// <summary>Moves to the next due time up to an end and fires what is due at that instant; false when nothing is due until then.</summary>
    internal bool FireInstant(DateTimeOffset end)
    {
        if (NextDue is not { } next || next > end)
        {
            return false;
        }

        MoveTo(next);
        while (TakeDue() is { } timer)
        {
            timer.Fire();
        }

        return true;
    }

    internal void MoveTo(DateTimeOffset time)
    {
        lock (_gate)
        {
            _now = Math.Max(_now, time.UtcTicks);
        }
    }

    /// <summary>Sets a timer anew; false when it was disposed.</summary>
    internal bool Arm(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            if (timer.Disposed)
            {
                return false;
            }

            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _now + dueTime.Ticks;
                timer.Order = ++_order;
                _armed.Add(timer);
            }

            return true;
        }
    }

    internal void Disarm(VirtualTimer timer)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            timer.Disposed = true;
        }
    }

    private VirtualTimer? TakeDue()
    {
        lock (_gate)
        {
            if (_armed.Min is not { } next || next.Due > _now)
            {
                return null;
            }

            _armed.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period.Ticks;
                next.Order = ++_order;
                _armed.Add(next);
            }

            return next;
        }
    }
}
