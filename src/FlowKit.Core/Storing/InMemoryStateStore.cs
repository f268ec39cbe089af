using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>
/// Keeps states in the memory of the process: as bytes, like every store. Finished executions are kept by number and age, the oldest go
/// first; what has not ended is kept whatever its number. Several engines of the process may share it, to try out how they do: their leases
/// go by the store's clock.
/// </summary>
public sealed class InMemoryStateStore : ISharedStateStore
{
    private const long Nobody = 0;

    private static readonly Comparer<ExecutionHeader> OldestFirst =
        Comparer<ExecutionHeader>.Create((one, other) => string.CompareOrdinal(Cursor(one), Cursor(other)));

    private static readonly Comparer<ExecutionHeader> NewestFirst = Comparer<ExecutionHeader>.Create((one, other) => OldestFirst.Compare(other, one));

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Flow, string Version), FlowText> _flows = new();
    private readonly Queue<(string Id, long EndedAt)> _finished = new();
    private readonly Lock _finishedLock = new();
    private readonly int _keptExecutions;
    private readonly long _keptFor;
    private readonly TimeProvider _time;
    private readonly InMemorySessions _sessions;

    /// <summary>An empty store with the bounds of the options.</summary>
    public InMemoryStateStore(FlowEngineOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _keptExecutions = options.KeptExecutions;
        _keptFor = options.KeptFor.Ticks;
        _time = time;
        _sessions = new(this, time);
    }

    /// <inheritdoc/>
    public ValueTask<IStoreSession> JoinAsync(StoreMember member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(member);
        return new(_sessions.Join(member));
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) => new(TryCreate(save, Nobody));

    /// <inheritdoc/>
    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) => new(TrySave(save, null));

    /// <inheritdoc/>
    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        new(_entries.TryGetValue(executionId, out var entry) ? entry.Load() : null);

    /// <inheritdoc/>
    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var limit = Math.Clamp(query.Limit, 1, 1000);
        var found = _entries.Values
            .Select(entry => entry.Header)
            .Where(header => query.IsMetBy(header) && IsBehindCursor(header, query))
            .Order(query.OldestFirst ? OldestFirst : NewestFirst)
            .Take(limit + 1)
            .ToList();
        var more = found.Count > limit;
        return new(new ExecutionPage(more ? found[..limit] : found, more ? Cursor(found[limit - 1]) : null));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ExecutionHeader> ListOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var entry in _entries.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.IsOpen)
            {
                yield return entry.Header;
            }
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) =>
        new(_entries.TryRemove(executionId, out _));

    internal bool TryCreate(SaveRequest save, long owner)
    {
        var entry = new Entry(save) { Owner = owner };
        if (save.Version != 1 || !_entries.TryAdd(save.ExecutionId, entry))
        {
            return false;
        }

        Retain(entry.Header);
        return true;
    }

    /// <summary>Keeps a save of a session; of null for an engine that has the store to itself.</summary>
    internal bool TrySave(SaveRequest save, InMemorySession? session)
    {
        if (!_entries.TryGetValue(save.ExecutionId, out var entry) || !entry.TrySave(save, session))
        {
            return false;
        }

        if (save.Header is not null)
        {
            Retain(save.Header);
        }

        return true;
    }

    /// <summary>Gives open executions that belong to nobody to a session.</summary>
    internal List<ExecutionHeader> Claim(long session, int limit) =>
    [
        .. _entries.Values.Where(entry => entry.IsOpen && entry.OwnerOrTake(session, _sessions, onlyOpen: true, out var taken) == session && taken)
            .Select(entry => entry.Header)
            .Take(limit),
    ];

    /// <summary>Whose an execution is; the session's when it was nobody's, 0 when there is none.</summary>
    internal long FindOwner(string executionId, long session) =>
        _entries.TryGetValue(executionId, out var entry) ? entry.OwnerOrTake(session, _sessions, onlyOpen: false, out _) : Nobody;

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken)
    {
        lock (_finishedLock)
        {
            return new(Trim());
        }
    }

    /// <inheritdoc/>
    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _flows.TryAdd((flow.Flow, flow.Version), flow);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        new(_flows.GetValueOrDefault((flow, version)));

    /// <summary>
    /// Writes all executions and texts into a stream, while executions go on: each as it stood at one moment. The stream is not closed.
    /// </summary>
    public ValueTask WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return MemoryBackup.WriteAsync(stream, _entries.Values.Select(entry => entry.Load()), _flows.Values, cancellationToken);
    }

    /// <summary>
    /// Takes what <see cref="WriteToAsync"/> wrote into a store that is empty; an engine built on it goes on with
    /// <see cref="FlowEngine.RecoverAsync"/>. Finished executions over the bounds are left out.
    /// </summary>
    /// <exception cref="InvalidOperationException">The store holds executions.</exception>
    /// <exception cref="Errors.FlowException">
    /// <see cref="Errors.FlowErrorCodes.StoreForeign"/>, <see cref="Errors.FlowErrorCodes.StoreNewer"/>,
    /// <see cref="Errors.FlowErrorCodes.StoreDamaged"/>; the store is as empty as before.
    /// </exception>
    public async ValueTask ReadFromAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (executions, flows) = await MemoryBackup.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        if (!_entries.IsEmpty)
        {
            throw new InvalidOperationException("A backup is read into an empty store, and this one holds executions.");
        }

        flows.ForEach(flow => _flows.TryAdd((flow.Flow, flow.Version), flow));
        foreach (var execution in executions.OrderBy(one => one.Header.EndedAt))
        {
            _entries.TryAdd(execution.Header.ExecutionId, new Entry(execution));
            Retain(execution.Header);
        }
    }

    private static bool IsBehindCursor(ExecutionHeader header, ExecutionQuery query)
    {
        var distance = query.Cursor is null ? 0 : string.CompareOrdinal(Cursor(header), query.Cursor);
        return query.Cursor is null || (query.OldestFirst ? distance > 0 : distance < 0);
    }

    private static string Cursor(ExecutionHeader header) =>
        string.Create(CultureInfo.InvariantCulture, $"{header.StartedAt.UtcTicks:D19}:{header.ExecutionId}");

    // Each finished execution enters the line once and leaves it once: O(1) for each, however many are kept.
    private void Retain(ExecutionHeader header)
    {
        if (!header.Status.IsEnded() || header.NeedsOwner)
        {
            return;
        }

        lock (_finishedLock)
        {
            _finished.Enqueue((header.ExecutionId, _time.GetUtcNow().UtcTicks));
            Trim();
        }
    }

    /// <summary>Forgets what is over the bounds; returns how many.</summary>
    private int Trim()
    {
        var now = _time.GetUtcNow().UtcTicks;
        var forgotten = 0;
        while (_finished.TryPeek(out var oldest) && (_finished.Count > _keptExecutions || now - oldest.EndedAt > _keptFor))
        {
            _finished.Dequeue();
            forgotten += TryForget(oldest.Id, oldest.EndedAt) ? 1 : 0;
        }

        return forgotten;
    }

    // An execution that an operator took up again, or that ended a second time, stays.
    private bool TryForget(string id, long endedAt) =>
        _entries.TryGetValue(id, out var entry) && entry.Header.Status.IsEnded() &&
        (entry.Header.EndedAt?.UtcTicks ?? 0) <= endedAt &&
        _entries.TryRemove(KeyValuePair.Create(id, entry));

    /// <summary>One execution: its saves one behind the other. Bytes once written are never written again, so that a load may share them.</summary>
    private sealed class Entry
    {
        private readonly List<int> _ends = new(4);
        private byte[] _bytes = [];
        private int _count;
        private long _version;

        public Entry(SaveRequest save) => Keep(save);

        public Entry(StoredExecution stored)
        {
            for (var i = 0; i < stored.Saves.Count; i++)
            {
                Keep(new(stored.Header.ExecutionId, stored.Version, stored.Header, IsSnapshot: i == 0, stored.Saves[i]));
            }

            (_version, Header) = (stored.Version, stored.Header);
        }

        public ExecutionHeader Header { get; private set; } = null!;

        /// <summary>The number of the session it belongs to.</summary>
        public long Owner { get; set; }

        public bool IsOpen => !Header.Status.IsEnded() || Header.NeedsOwner;

        public bool TrySave(SaveRequest save, InMemorySession? session)
        {
            lock (_ends)
            {
                session?.CheckOwns(save.ExecutionId, Owner);
                if (save.Version != _version + 1)
                {
                    return false;
                }

                Keep(save);
                return true;
            }
        }

        /// <summary>The session it belongs to; one that belongs to nobody is given to the session that asks.</summary>
        public long OwnerOrTake(long session, InMemorySessions sessions, bool onlyOpen, out bool taken)
        {
            lock (_ends)
            {
                taken = (IsOpen || !onlyOpen) && !sessions.IsLiving(Owner);
                return taken ? Owner = session : Owner;
            }
        }

        public StoredExecution Load()
        {
            lock (_ends)
            {
                var saves = new ReadOnlyMemory<byte>[_ends.Count];
                var from = 0;
                for (var i = 0; i < saves.Length; i++)
                {
                    saves[i] = _bytes.AsMemory(from, _ends[i] - from);
                    from = _ends[i];
                }

                return new(Header, _version, saves);
            }
        }

        private void Keep(SaveRequest save)
        {
            if (save.IsSnapshot)
            {
                _ends.Clear();
                _count = 0;
                _bytes = new byte[save.Bytes.Length];
            }
            else if (_bytes.Length - _count < save.Bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Max(_count + save.Bytes.Length, _bytes.Length * 2));
            }

            save.Bytes.CopyTo(_bytes.AsMemory(_count));
            _count += save.Bytes.Length;
            _ends.Add(_count);
            _version = save.Version;
            Header = save.Header ?? Header;
        }
    }
}
