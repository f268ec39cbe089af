using FlowKit.Sqlite.Tables;

namespace FlowKit.Sqlite.Saving;

/// <summary>How many finished executions there are, which of them are over the bounds, and whether it is time to look.</summary>
internal sealed class Retention(SqliteStoreOptions options, TimeProvider time)
{
    /// <summary>How many go at once: few enough that nobody waits for them.</summary>
    public const int Batch = 64;

    private readonly long _kept = options.KeptExecutions;
    private readonly long _keptFor = options.KeptFor.Ticks;
    private readonly long _slack = Math.Min(Batch, options.KeptExecutions / 10);
    private long _finished;
    private long _change;
    private long _oldest;

    /// <summary>Enough are over the bounds to make a batch worth its while.</summary>
    public bool IsDue => _finished > _kept + _slack || (_finished > 0 && _oldest < OldestKept());

    public void Begin(long finished) => _finished = finished;

    /// <summary>An execution was written: before and after, whether it is finished.</summary>
    public void Note(bool before, bool after, long endedAt)
    {
        _change += (after ? 1 : 0) - (before ? 1 : 0);
        if (after)
        {
            _oldest = Math.Min(_oldest, endedAt);
        }
    }

    public void Commit()
    {
        _finished += _change;
        _change = 0;
    }

    public void Rollback()
    {
        _change = 0;
        _oldest = 0;
    }

    /// <summary>Which of those that ended first are over the bounds.</summary>
    public List<string> Over(List<(string Id, long EndedAt)> first)
    {
        var over = new List<string>();
        var oldestKept = OldestKept();
        foreach (var (id, endedAt) in first)
        {
            if (_finished + _change - over.Count <= _kept && endedAt >= oldestKept)
            {
                _oldest = endedAt;
                return over;
            }

            over.Add(id);
        }

        // All that were looked at go: what comes behind them is looked at next time.
        _oldest = first.Count < Batch ? long.MaxValue : 0;
        return over;
    }

    private long OldestKept() => time.GetUtcNow().UtcTicks - _keptFor;
}
