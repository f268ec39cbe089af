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
        Comparer<ExecutionHeader>.Create((one, other) => one.StartedAt != other.StartedAt
            ? one.StartedAt.CompareTo(other.StartedAt)
            : string.CompareOrdinal(one.ExecutionId, other.ExecutionId));

    private static readonly Comparer<ExecutionHeader> NewestFirst = Comparer<ExecutionHeader>.Create((one, other) => OldestFirst.Compare(other, one));

    private readonly ConcurrentDictionary<string, InMemoryExecution> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Flow, string Version), FlowText> _flows = new();
    private readonly Queue<(string Id, long EndedAt)> _finished = new();
    private readonly Lock _finishedLock = new();
    private readonly Lock _cutLock = new();
    private readonly int _keptExecutions;
    private readonly long _keptFor;
    private readonly TimeProvider _time;
    private readonly InMemorySessions _sessions;
    private long _cut;

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
        foreach (var header in _entries.Values.Where(entry => entry.IsOpen).Select(entry => entry.Header).Order(OldestFirst))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return header;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken)
    {
        lock (_finishedLock)
        {
            return new(_entries.TryRemove(executionId, out _));
        }
    }

    internal bool TryCreate(SaveRequest save, long owner)
    {
        var entry = new InMemoryExecution(save, owner, Volatile.Read(ref _cut));
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
        if (!_entries.TryGetValue(save.ExecutionId, out var entry) || !entry.TrySave(save, session, Volatile.Read(ref _cut)))
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
            .Take(limit)
            .Order(OldestFirst),
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
    /// Writes all executions and texts into a stream, while executions go on: all as they stood at the moment of the call, so that a flow and
    /// its sub-flows fit each other. The stream is not closed.
    /// </summary>
    public ValueTask WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        cancellationToken.ThrowIfCancellationRequested();
        return MemoryBackup.WriteAsync(stream, Cut(), _flows.Values, cancellationToken);
    }

    /// <summary>
    /// Takes what <see cref="WriteToAsync"/> wrote into a store that is empty; an engine built on it goes on with
    /// <see cref="FlowEngine.RecoverAsync"/>. Finished executions over the bounds are left out. The stream is read up to the end of the backup.
    /// </summary>
    /// <exception cref="InvalidOperationException">The store holds executions.</exception>
    /// <exception cref="Errors.FlowException">
    /// <see cref="Errors.FlowErrorCodes.StoreForeign"/>, <see cref="Errors.FlowErrorCodes.StoreNewer"/>,
    /// <see cref="Errors.FlowErrorCodes.StoreDamaged"/>; the store is as empty as before.
    /// </exception>
    public async ValueTask ReadFromAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckEmpty();
        var executions = new List<InMemoryExecution>();
        var flows = new List<FlowText>();
        await MemoryBackup.ReadAsync(stream, stored => executions.Add(new(stored)), flows.Add, cancellationToken).ConfigureAwait(false);
        CheckEmpty();
        flows.ForEach(flow => _flows.TryAdd((flow.Flow, flow.Version), flow));
        foreach (var execution in executions.OrderBy(one => one.Header.EndedAt))
        {
            _entries.TryAdd(execution.Header.ExecutionId, execution);
            Retain(execution.Header, execution.Header.EndedAt);
        }
    }

    private void CheckEmpty()
    {
        if (!_entries.IsEmpty)
        {
            throw new InvalidOperationException("A backup is read into an empty store, and this one holds executions.");
        }
    }

    // A save that another one follows from was made before it: when the later is before the cut, so is the earlier. Nothing is forgotten
    // between the cut and the list of what there was.
    private List<StoredExecution> Cut()
    {
        lock (_cutLock)
        {
            long cut;
            ICollection<InMemoryExecution> entries;
            lock (_finishedLock)
            {
                cut = Interlocked.Increment(ref _cut);
                entries = _entries.Values;
            }

            return [.. entries.Select(entry => entry.TakeAt(cut)).OfType<StoredExecution>()];
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
    private void Retain(ExecutionHeader header, DateTimeOffset? endedAt = null)
    {
        if (!header.Status.IsEnded() || header.NeedsOwner)
        {
            return;
        }

        lock (_finishedLock)
        {
            _finished.Enqueue((header.ExecutionId, (endedAt ?? _time.GetUtcNow()).UtcTicks));
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
}
