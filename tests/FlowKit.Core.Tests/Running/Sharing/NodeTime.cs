namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>
/// The clock of one engine of several: it may be wrong, its timers are held back while the engine is frozen, and silent once it is dead.
/// </summary>
internal sealed class NodeTime(TimeProvider time, TimeSpan skew) : TimeProvider
{
    private readonly List<Action> _held = [];

    public bool IsFrozen { get; set; }

    public bool IsDead { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + skew;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(given => Fire(() => callback(given)), state, dueTime, period);

    /// <summary>Fires what was held back.</summary>
    public void Release()
    {
        var held = _held.ToList();
        _held.Clear();
        held.ForEach(fire => fire());
    }

    private void Fire(Action fire)
    {
        if (IsFrozen)
        {
            _held.Add(fire);
        }
        else if (!IsDead)
        {
            fire();
        }
    }
}
