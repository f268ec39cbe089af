using System.Diagnostics;
using FlowKit.Storing;

namespace FlowKit.Running;

/// <summary>
/// The time in which an engine owns executions: for ever when it has its store to itself, else as long as its session lives. A writer keeps
/// the tenure it was made in; once that is over, nothing the writer knows counts any more.
/// </summary>
internal sealed class Tenure
{
    private readonly IStateStore _store;
    private readonly Func<Task>? _renew;
    private readonly TimeProvider _time;
    private long _sureUntil = long.MaxValue;
    private volatile bool _isOver;

    /// <summary>A tenure without end.</summary>
    /// <param name="store">Where writers save.</param>
    /// <param name="time">The clock of the engine.</param>
    /// <param name="due">Is told of executions whose time has come.</param>
    public Tenure(IStateStore store, TimeProvider time, Action<Tenure, string> due)
    {
        _store = store;
        _time = time;
        Clock = new(time, id =>
        {
            if (!_isOver)
            {
                due(this, id);
            }
        });
    }

    /// <summary>One that lasts as long as a session.</summary>
    public Tenure(IStoreSession session, TimeProvider time, Action<Tenure, string> due, Func<Task> renew)
        : this(session, time, due)
    {
        _renew = renew;
        _sureUntil = 0;
    }

    public IStateStore Store => _store;

    /// <summary>The session; only for an engine that shares its store.</summary>
    public IStoreSession Session => (IStoreSession)_store;

    /// <summary>The times of the executions that are owned.</summary>
    public ExecutionClock Clock { get; }

    public bool IsOver => _isOver;

    /// <summary>The lease was renewed by a call that began then.</summary>
    public void Renewed(long timestamp, TimeSpan lease) =>
        Interlocked.Exchange(ref _sureUntil, timestamp + (long)(lease.TotalSeconds * _time.TimestampFrequency));

    /// <summary>
    /// Whether the engine still owns what it owned. One that slept longer than its lease asks the store before it does anything more.
    /// </summary>
    public ValueTask<bool> HoldsAsync(long timestamp) => _isOver
        ? new(false)
        : timestamp <= Interlocked.Read(ref _sureUntil) ? new(true) : RenewAsync();

    public void End()
    {
        _isOver = true;
        Clock.Dispose();
    }

    private async ValueTask<bool> RenewAsync()
    {
        Debug.Assert(_renew is not null, "A tenure without end is always sure.");
        while (!_isOver && _time.GetTimestamp() > Interlocked.Read(ref _sureUntil))
        {
            await _renew().ConfigureAwait(false);
        }

        return !_isOver;
    }
}
