using System.Threading.Channels;
using FlowKit.Testing;

namespace FlowKit.Tests.Http;

/// <summary>A clock that only moves when told to, and tells which timers are set: what waits for real I/O sets them in its own time.</summary>
internal sealed class ArmedTime : TimeProvider
{
    private readonly VirtualTime _time = new();
    private readonly Channel<TimeSpan> _armed = Channel.CreateUnbounded<TimeSpan>();

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => _time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public void Advance(TimeSpan time) => _time.Advance(time);

    /// <summary>Returns when a timer is set for so long, and says for how long.</summary>
    public async Task<TimeSpan> ArmedForLessThanAsync(TimeSpan bound)
    {
        await foreach (var armed in _armed.Reader.ReadAllAsync())
        {
            if (armed > TimeSpan.Zero && armed < bound)
            {
                return armed;
            }
        }

        throw new InvalidOperationException("No timer is set any more.");
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(_time.CreateTimer(callback, state, dueTime, period), _armed.Writer);
        _armed.Writer.TryWrite(dueTime);
        return timer;
    }

    private sealed class Timer(ITimer timer, ChannelWriter<TimeSpan> armed) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            armed.TryWrite(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
