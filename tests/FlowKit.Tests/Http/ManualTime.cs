using System.Collections.Concurrent;

namespace FlowKit.Tests.Http;

/// <summary>A clock whose timers fire when the test says so, and never by themselves.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly ConcurrentQueue<Timer> _timers = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(() => callback(state));
        _timers.Enqueue(timer);
        return timer;
    }

    public void FireAll()
    {
        while (_timers.TryDequeue(out var timer))
        {
            timer.Fire();
        }
    }

    private sealed class Timer(Action fire) : ITimer
    {
        private bool _isDisposed;

        public void Fire()
        {
            if (!_isDisposed)
            {
                fire();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => !_isDisposed;

        public void Dispose() => _isDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
