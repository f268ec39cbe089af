using FlowKit.Errors;
using FlowKit.Sqlite.Files;
using FlowKit.Sqlite.Native;
using FlowKit.Sqlite.Tables;

namespace FlowKit.Sqlite.Saving;

/// <summary>Writes a group of requests in one transaction: all of it is on disk before any of them is answered, or none of it is.</summary>
internal sealed class Committer : IDisposable
{
    /// <summary>When so many saves, or executions, lie behind the mark, the rows are brought up with the log.</summary>
    private const int LongestTail = 16_384;

    private readonly Database _database;
    private readonly ExecutionTable _executions;
    private readonly LogTable _log;
    private readonly FlowTable _flows;
    private readonly LogMark _mark;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Heads _heads;
    private readonly Retention _retention;
    private readonly WriteCounter _counter;
    private readonly StoreNames? _names;
    private bool _faulty;
    private int _purged;
    private long _lastNo;
    private long _lastSeq;
    private long _markedSeq;

    public Committer(Database database, StoreLock held, Heads heads, Retention retention, WriteCounter counter)
    {
        _database = database;
        _heads = heads;
        _retention = retention;
        _counter = counter;
        _executions = new(database);
        _log = new(database);
        _flows = new(database);
        _mark = new(database);
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        try
        {
            Begin();
            _names = new(database.Path, held);
        }
        catch
        {
            // A connection whose statements stay behind would keep the file open.
            Dispose();
            throw;
        }
    }

    /// <summary>Whether the store still has its files.</summary>
    public StoreNames Names => _names!;

    /// <summary>Finished executions are over the bounds, and the disk took the last group.</summary>
    public bool HasOwnWork => !_faulty && _retention.IsDue;

    /// <summary>Writes and answers a group. One that fails for what a single request asks is written one by one.</summary>
    public void Write(ReadOnlySpan<WriteRequest> group)
    {
        var fault = TryCommit(group);
        if (fault is SqliteFaultException { IsOfOneStatement: true } && group.Length > 1)
        {
            for (var i = 0; i < group.Length; i++)
            {
                Answer(group.Slice(i, 1), TryCommit(group.Slice(i, 1)));
            }
        }
        else
        {
            Answer(group, fault);
        }
    }

    /// <summary>Brings all rows up with the log and moves the write-ahead log into the file.</summary>
    public void Finish()
    {
        if (TryCommit([], bringUp: true) is null)
        {
            _database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        else
        {
            // The files of that name may be those of somebody else by now.
            _database.CheckpointOnClose(false);
        }
    }

    public void Dispose()
    {
        _executions.Dispose();
        _log.Dispose();
        _flows.Dispose();
        _mark.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _names?.Dispose();
        _database.Dispose();
    }

    private void Begin()
    {
        _begin.Run();
        _lastSeq = _markedSeq = _mark.CatchUp(_executions);
        _commit.Run();
        _lastSeq = Math.Max(_lastSeq, _database.Number("SELECT MAX(seq) FROM log"));
        _lastNo = _database.Number("SELECT MAX(no) FROM executions");
        _retention.Begin(_database.Number("SELECT COUNT(*) FROM executions WHERE open = 0"));
    }

    private FlowException? TryCommit(ReadOnlySpan<WriteRequest> group, bool bringUp = false)
    {
        try
        {
            _begin.Run();
            foreach (var request in group)
            {
                request.Result = Apply(request);
            }

            if (_retention.IsDue)
            {
                Purge();
            }

            bringUp |= _lastSeq - _markedSeq > LongestTail || _heads.Count > LongestTail;
            BringUp(bringUp);
            Names.Check();
            _commit.Run();
            Committed(group, bringUp);
            return null;
        }
#pragma warning disable CA1031 // Whatever went wrong, the group is not on disk and its callers must hear of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Rollback();
            return exception as FlowException ?? new FlowException(
                FlowErrorCodes.StoreUnreachable, $"The store '{_database.Path}' cannot be written: {exception.GetType().Name}.", exception);
        }
    }

    private void Committed(ReadOnlySpan<WriteRequest> group, bool broughtUp)
    {
        _faulty = false;
        _heads.Commit(broughtUp);
        _retention.Commit();
        _markedSeq = broughtUp ? _lastSeq : _markedSeq;
        _counter.Committed(group, _purged);
        _purged = 0;
    }

    // SQLite has rolled back by itself when the disk was full, for instance.
    private void Rollback()
    {
        _faulty = true;
        _purged = 0;
        _heads.Rollback();
        _retention.Rollback();
        try
        {
            if (_database.InTransaction)
            {
                _database.Execute("ROLLBACK");
            }
        }
        catch (SqliteFaultException)
        {
        }
    }

    private static void Answer(ReadOnlySpan<WriteRequest> group, FlowException? fault)
    {
        foreach (var request in group)
        {
            if (fault is null)
            {
                request.Answer();
            }
            else
            {
                request.Fail(fault);
            }
        }
    }

    private int Apply(WriteRequest request) => request.Kind switch
    {
        WriteKind.Create => Create(request),
        WriteKind.Save => Save(request),
        WriteKind.Delete => Remove(request.ExecutionId),
        WriteKind.KeepFlow => Keep(request.Flow!),
        _ => Purge(),
    };

    private int Create(WriteRequest request)
    {
        if (request.Version != 1 || request.Header is not { } header || _heads.Find(request.ExecutionId) is { IsGone: false })
        {
            return 0;
        }

        var head = new Head(_lastNo + 1, 1, _lastSeq + 1, HeaderColumns.IsOpen(header), IsAhead: false);
        if (!_executions.TryAdd(header, head))
        {
            return 0;
        }

        _lastNo = head.No;
        Append(request, head, null);
        Note(header, wasFinished: false);
        return 1;
    }

    private int Save(WriteRequest request)
    {
        if (Find(request.ExecutionId) is not { IsGone: false } last || request.Version != last.Version + 1)
        {
            return 0;
        }

        var head = last with { Version = request.Version, Seq = _lastSeq + 1, IsAhead = request.Header is null && !request.IsSnapshot };
        if (request.Header is { } header)
        {
            head = head with { IsOpen = HeaderColumns.IsOpen(header) };
            _executions.Change(header, head);
            Note(header, wasFinished: !last.IsOpen);
        }

        if (request.IsSnapshot)
        {
            Compact(last, head, rowIsBehind: request.Header is null);
        }

        Append(request, head, request.IsSnapshot ? null : last.Seq);
        return 1;
    }

    // In one transaction: a row never names a save that is gone, whenever it is read.
    private void Compact(Head last, Head head, bool rowIsBehind)
    {
        _log.RemoveBack(last.Seq, last.No);
        if (rowIsBehind)
        {
            _executions.Move(head.No, head.Version, head.Seq);
        }
    }

    private int Remove(string id)
    {
        if (Find(id) is not { IsGone: false } last)
        {
            return 0;
        }

        _log.RemoveBack(last.Seq, last.No);
        _executions.Remove(last.No);
        _heads.Change(id, default);
        _retention.Note(before: !last.IsOpen, after: false, 0);
        return 1;
    }

    private int Keep(Storing.FlowText flow)
    {
        _flows.Keep(flow);
        return _database.Changes;
    }

    private int Purge()
    {
        var over = _retention.Over(_executions.FirstFinished(Retention.Batch));
        over.ForEach(id => Remove(id));
        _purged += over.Count;
        return over.Count;
    }

    private void Append(WriteRequest request, Head head, long? before)
    {
        _log.Append(head.Seq, head.No, head.Version, before, request.Bytes);
        _lastSeq = head.Seq;
        _heads.Change(request.ExecutionId, head);
    }

    private void Note(Storing.ExecutionHeader header, bool wasFinished) =>
        _retention.Note(wasFinished, !HeaderColumns.IsOpen(header), (header.EndedAt ?? header.StartedAt).UtcTicks);

    private Head? Find(string id) => _heads.Find(id) ?? _executions.Find(id);

    private void BringUp(bool bringUp)
    {
        if (!bringUp || _lastSeq == _markedSeq)
        {
            return;
        }

        foreach (var head in _heads.Ahead())
        {
            _executions.Move(head.No, head.Version, head.Seq);
        }

        _mark.Set(_lastSeq);
    }
}
