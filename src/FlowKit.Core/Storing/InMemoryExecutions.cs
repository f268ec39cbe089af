using System.Collections.Concurrent;
using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>
/// The executions of a store in memory: those that an engine has still to do with each on its own, the finished ones packed away, by number
/// and age. Who looks for one finds it in one place or the other: it moves behind the lock, and what is to be changed is looked for again when
/// it has moved.
/// </summary>
internal sealed class InMemoryExecutions
{
    private const int HeadersAtOnce = 256;

    private readonly ConcurrentDictionary<string, InMemoryExecution> _open = new(StringComparer.Ordinal);
    private readonly FinishedExecutions _finished = new();
    private readonly ByteWriter _record = new();
    private readonly Lock _moving = new();
    private readonly Lock _cutting = new();
    private readonly int _keptExecutions;
    private readonly long _keptFor;
    private readonly TimeProvider _time;
    private long _cut;

    public InMemoryExecutions(FlowEngineOptions options, TimeProvider time)
    {
        _keptExecutions = options.KeptExecutions;
        _keptFor = options.KeptFor.Ticks;
        _time = time;
    }

    public bool IsEmpty
    {
        get
        {
            lock (_moving)
            {
                return _open.IsEmpty && _finished.Count == 0;
            }
        }
    }

    /// <summary>Those that an engine has still to do with.</summary>
    public IEnumerable<InMemoryExecution> Open => _open.Values.Where(execution => !execution.IsFinished);

    public bool TryCreate(SaveRequest save, long owner)
    {
        if (save.Header is { } header && InMemoryExecution.IsFinishedOf(header))
        {
            return TryCreateFinished(save, header, owner);
        }

        var execution = new InMemoryExecution(save, owner, Volatile.Read(ref _cut));
        lock (_moving)
        {
            return save.Version == 1 && !_finished.Contains(save.ExecutionId) && _open.TryAdd(save.ExecutionId, execution);
        }
    }

    /// <summary>Keeps a save of a session; of null for an engine that has the store to itself.</summary>
    public bool TrySave(SaveRequest save, InMemorySession? session)
    {
        while (FindOrReopen(save.ExecutionId) is { } execution)
        {
            try
            {
                if (execution.TrySave(save, session, Volatile.Read(ref _cut)) is { } taken)
                {
                    return taken;
                }
            }
            finally
            {
                PutAwayIfFinished(execution);
            }
        }

        return false;
    }

    public StoredExecution? Load(string id)
    {
        if (_open.TryGetValue(id, out var execution))
        {
            return execution.Load();
        }

        lock (_moving)
        {
            return _open.TryGetValue(id, out execution) ? execution.Load() : _finished.Load(id);
        }
    }

    /// <summary>Forgets an execution of a session; of null for an engine that has the store to itself.</summary>
    public bool TryDelete(string id, InMemorySession? session)
    {
        lock (_moving)
        {
            if (_open.TryGetValue(id, out var execution))
            {
                execution.Drop(session);
                return _open.TryRemove(id, out _);
            }

            if (session is not null && _finished.OwnerOf(id) is { } owner)
            {
                session.CheckOwns(id, owner);
            }

            return _finished.Remove(id);
        }
    }

    /// <summary>Whose an execution is; the session's when it was nobody's, 0 when there is none.</summary>
    public long FindOwner(string id, long session, InMemorySessions sessions)
    {
        lock (_moving)
        {
            if (_open.TryGetValue(id, out var execution))
            {
                return execution.OwnerOrTake(session, sessions, onlyDue: false, out _);
            }

            if (_finished.OwnerOf(id) is not { } owner)
            {
                return InMemoryStateStore.Nobody;
            }

            owner = sessions.IsLiving(owner) ? owner : session;
            _finished.SetOwner(id, owner);
            return owner;
        }
    }

    /// <summary>All headers; one that moves meanwhile may come twice.</summary>
    public IEnumerable<ExecutionHeader> Headers()
    {
        foreach (var execution in _open.Values)
        {
            yield return execution.Header;
        }

        var headers = new List<ExecutionHeader>(HeadersAtOnce);
        var next = 0;
        do
        {
            headers.Clear();
            lock (_moving)
            {
                next = _finished.ReadHeaders(next, HeadersAtOnce, headers);
            }

            foreach (var header in headers)
            {
                yield return header;
            }
        }
        while (next > 0);
    }

    /// <summary>Forgets what is over the bounds; returns how many.</summary>
    public int Trim()
    {
        lock (_moving)
        {
            return Trim(_time.GetUtcNow().UtcTicks);
        }
    }

    /// <summary>Takes an execution of a backup.</summary>
    public void Restore(StoredExecution stored)
    {
        var execution = new InMemoryExecution(stored, InMemoryStateStore.Nobody, Volatile.Read(ref _cut));
        if (_open.TryAdd(stored.Header.ExecutionId, execution))
        {
            PutAwayIfFinished(execution, stored.Header.EndedAt?.UtcTicks);
        }
    }

    /// <summary>
    /// All as they stand now. A save that another one follows from was made before it: when the later is before the cut, so is the earlier.
    /// Nothing moves and nothing is forgotten between the cut and the list of what there was.
    /// </summary>
    public List<StoredExecution> Cut()
    {
        lock (_cutting)
        {
            long cut;
            ICollection<InMemoryExecution> open;
            List<byte[]> finished;
            lock (_moving)
            {
                cut = Interlocked.Increment(ref _cut);
                open = _open.Values;
                finished = _finished.CopyAll();
            }

            return [.. open.Select(execution => execution.TakeAt(cut)).OfType<StoredExecution>(), .. finished.Select(record => ExecutionRecord.Read(record))];
        }
    }

    private InMemoryExecution? FindOrReopen(string id)
    {
        if (_open.TryGetValue(id, out var execution))
        {
            return execution;
        }

        lock (_moving)
        {
            if (!_open.TryGetValue(id, out execution) && _finished.TryTake(id, out var stored, out var owner))
            {
                execution = _open[id] = new(stored, owner, Volatile.Read(ref _cut));
            }

            return execution;
        }
    }

    // One that ended within its first save never stands on its own.
    private bool TryCreateFinished(SaveRequest save, ExecutionHeader header, long owner)
    {
        lock (_moving)
        {
            if (save.Version != 1 || _finished.Contains(save.ExecutionId) || _open.ContainsKey(save.ExecutionId))
            {
                return false;
            }

            _record.Clear();
            ExecutionRecord.WriteHead(_record, header, save.Version, saves: 1);
            ExecutionRecord.WriteSave(_record, save.Bytes.Span);
            PutAway(save.ExecutionId, owner, endedAt: null);
            return true;
        }
    }

    private void PutAwayIfFinished(InMemoryExecution execution, long? endedAt = null)
    {
        if (!execution.IsFinished)
        {
            return;
        }

        var id = execution.Header.ExecutionId;
        lock (_moving)
        {
            _record.Clear();
            if (_open.TryGetValue(id, out var present) && present == execution && execution.TryPutAway(_record))
            {
                PutAway(id, execution.Owner, endedAt);
                _open.TryRemove(id, out _);
            }
        }
    }

    // Each finished execution is put away once and forgotten once: O(1) for each, however many are kept.
    private void PutAway(string id, long owner, long? endedAt)
    {
        var now = _time.GetUtcNow().UtcTicks;
        _finished.Add(id, _record.Written.Span, endedAt ?? now, owner);
        Trim(now);
    }

    private int Trim(long now) => _finished.Trim(_keptExecutions, now - _keptFor);
}
