using FlowKit.Sqlite.Native;

namespace FlowKit.Sqlite.Tables;

/// <summary>How far the rows of the executions have been brought up with the log; what lies behind the mark is read again when a store is opened.</summary>
internal sealed class LogMark(Database database) : IDisposable
{
    private readonly Statement _set = database.Prepare("UPDATE log_mark SET seq = ?");

    public void Set(long seq) => _set.Bind(1, seq).Run();

    /// <summary>Brings the rows of all executions up with the log; returns the last place that is taken.</summary>
    public long CatchUp(ExecutionTable executions)
    {
        var mark = database.Number("SELECT seq FROM log_mark");
        var last = new Dictionary<long, (long Version, long Seq)>();
        using (var tail = database.Prepare("SELECT execution, version, seq FROM log WHERE seq > ? ORDER BY seq"))
        {
            tail.Bind(1, mark);
            while (tail.Step())
            {
                last[tail.Long(0)] = (tail.Long(1), tail.Long(2));
                mark = tail.Long(2);
            }
        }

        foreach (var (no, (version, seq)) in last)
        {
            executions.Move(no, version, seq);
        }

        if (last.Count > 0)
        {
            Set(mark);
        }

        return mark;
    }

    public void Dispose() => _set.Dispose();
}
