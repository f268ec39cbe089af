using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>
/// Keeps states in the memory of the process: as bytes, like every store. Finished executions are kept by number and age, the oldest go
/// first; what has not ended is kept whatever its number.
/// </summary>
public sealed class InMemoryStateStore : IStateStore
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long EndedAt)> _finished = new();
    private readonly Lock _finishedLock = new();
    private readonly int _keptExecutions;
    private readonly long _keptFor;
    private readonly TimeProvider _time;

    /// <summary>An empty store with the bounds of the options.</summary>
    public InMemoryStateStore(FlowEngineOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _keptExecutions = options.KeptExecutions;
        _keptFor = options.KeptFor.Ticks;
        _time = time;
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        var entry = new Entry(save);
        if (save.Version != 1 || !_entries.TryAdd(save.ExecutionId, entry))
        {
            return new(false);
        }

        Retain(entry.Header);
        return new(true);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        if (!_entries.TryGetValue(save.ExecutionId, out var entry) || !entry.TrySave(save))
        {
            return new(false);
        }

        if (save.Header is not null)
        {
            Retain(save.Header);
        }

        return new(true);
    }

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
            .Where(header => Meets(header, query) && (query.Cursor is null || string.CompareOrdinal(Cursor(header), query.Cursor) < 0))
            .OrderByDescending(Cursor, StringComparer.Ordinal)
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
            if (!entry.Header.Status.IsEnded() || entry.Header.NeedsOwner)
            {
                yield return entry.Header;
            }
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) =>
        new(_entries.TryRemove(executionId, out _));

    private static bool Meets(ExecutionHeader header, ExecutionQuery query) =>
        (query.Flow is null || header.Flow == query.Flow) &&
        (query.Status is null || header.Status == query.Status) &&
        (query.BusinessKey is null || header.BusinessKey == query.BusinessKey);

    private static string Cursor(ExecutionHeader header) =>
        string.Create(CultureInfo.InvariantCulture, $"{header.StartedAt.UtcTicks:D19}:{header.ExecutionId}");

    // Each finished execution enters the line once and leaves it once: O(1) for each, however many are kept.
    private void Retain(ExecutionHeader header)
    {
        if (!header.Status.IsEnded() || header.NeedsOwner)
        {
            return;
        }

        var now = _time.GetUtcNow().UtcTicks;
        lock (_finishedLock)
        {
            _finished.Enqueue((header.ExecutionId, now));
            while (_finished.TryPeek(out var oldest) && (_finished.Count > _keptExecutions || now - oldest.EndedAt > _keptFor))
            {
                _finished.Dequeue();
                Forget(oldest.Id, oldest.EndedAt);
            }
        }
    }

    // An execution that an operator took up again, or that ended a second time, stays.
    private void Forget(string id, long endedAt)
    {
        if (_entries.TryGetValue(id, out var entry) && entry.Header.Status.IsEnded() &&
            (entry.Header.EndedAt?.UtcTicks ?? 0) <= endedAt)
        {
            _entries.TryRemove(KeyValuePair.Create(id, entry));
        }
    }

    /// <summary>One execution: its saves one behind the other. Bytes once written are never written again, so that a load may share them.</summary>
    private sealed class Entry
    {
        private readonly List<int> _ends = new(4);
        private byte[] _bytes = [];
        private int _count;
        private long _version;

        public Entry(SaveRequest save) => Keep(save);

        public ExecutionHeader Header { get; private set; } = null!;

        public bool TrySave(SaveRequest save)
        {
            lock (_ends)
            {
                if (save.Version != _version + 1)
                {
                    return false;
                }

                Keep(save);
                return true;
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
