using FlowKit.Executions;

namespace FlowKit.Running;

/// <summary>
/// The next time of every execution that has one, hot or not, behind one timer. Nothing wakes up but for the earliest of them.
/// </summary>
internal sealed class ExecutionClock : IDisposable
{
    private readonly DueHeap<Entry> _heap = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action<string> _due;
    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;

    public ExecutionClock(TimeProvider time, Action<string> due)
    {
        _time = time;
        _due = due;
        _timer = time.CreateTimer(static clock => ((ExecutionClock)clock!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The execution is told at that time; 0 for no longer.</summary>
    public void Set(string executionId, long due)
    {
        lock (_lock)
        {
            if (due == 0)
            {
                if (_entries.Remove(executionId, out var gone))
                {
                    _heap.Remove(gone);
                }

                return;
            }

            if (!_entries.TryGetValue(executionId, out var entry))
            {
                _entries.Add(executionId, entry = new(executionId));
            }

            _heap.Set(entry, due);
            Arm();
        }
    }

    /// <summary>The same, unless it has been said already: what a store listed may be older than what its writer says.</summary>
    public void SetFirst(string executionId, long due)
    {
        lock (_lock)
        {
            if (!_entries.ContainsKey(executionId))
            {
                Set(executionId, due);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        var due = new List<string>();
        lock (_lock)
        {
            _armedFor = long.MaxValue;
            var now = _time.GetUtcNow().UtcTicks;
            while (_heap.First is { } first && first.Due <= now)
            {
                _heap.Remove(first);
                _entries.Remove(first.ExecutionId);
                due.Add(first.ExecutionId);
            }

            Arm();
        }

        foreach (var executionId in due)
        {
            _due(executionId);
        }
    }

    // A timer that is set earlier than needed would wake for nothing; one that is set later is set anew.
    private void Arm()
    {
        if (_heap.First is not { } first || first.Due >= _armedFor)
        {
            return;
        }

        _armedFor = first.Due;
        var wait = TimeSpan.FromTicks(Math.Max(0, first.Due - _time.GetUtcNow().UtcTicks));
        _timer.Change(wait < MaxWait ? RoundUp(wait) : MaxWait, Timeout.InfiniteTimeSpan);
    }

    // Timers count whole milliseconds, rounding down; waking a fraction early would only mean waking twice.
    private static TimeSpan RoundUp(TimeSpan wait) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private static TimeSpan MaxWait { get; } = TimeSpan.FromDays(40);

    private sealed class Entry(string executionId) : IDue
    {
        public string ExecutionId { get; } = executionId;

        public long Due { get; set; }

        public int HeapIndex { get; set; } = -1;
    }
}
