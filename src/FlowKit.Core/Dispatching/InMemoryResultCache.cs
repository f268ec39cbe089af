using FlowKit.Values;

namespace FlowKit.Dispatching;

/// <summary>Keeps results in the memory of the process, bounded by number and bytes; those not asked for the longest go first.</summary>
public sealed class InMemoryResultCache : IResultCache
{
    private readonly Dictionary<ResultKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly int _maxEntries;
    private readonly long _maxBytes;
    private long _bytes;

    /// <summary>An empty cache.</summary>
    /// <param name="time">The clock that ages are told by.</param>
    /// <param name="maxEntries">Results that are kept; 10,000 by default.</param>
    /// <param name="maxBytes">Bytes of keys and results as JSON, near enough; 64 MiB by default.</param>
    public InMemoryResultCache(TimeProvider time, int maxEntries = 10_000, long maxBytes = 64 * 1024 * 1024)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEntries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        _time = time;
        _maxEntries = maxEntries;
        _maxBytes = maxBytes;
    }

    /// <inheritdoc/>
    public ValueTask<FlowValue> FindAsync(ResultKey key, TimeSpan? maxAge, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node) || (maxAge is { } age && _time.GetUtcNow() - node.Value.KeptAt > age))
            {
                return default;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return new(node.Value.Output);
        }
    }

    /// <inheritdoc/>
    public ValueTask KeepAsync(ResultKey key, FlowValue output, CancellationToken cancellationToken)
    {
        var entry = new Entry(key, output, key.Value.Extent.Bytes + output.Extent.Bytes, _time.GetUtcNow());
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var before))
            {
                Remove(before);
            }

            _entries[key] = _byUse.AddFirst(entry);
            _bytes += entry.Bytes;
            while (_entries.Count > _maxEntries || _bytes > _maxBytes)
            {
                Remove(_byUse.Last!);
            }
        }

        return default;
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        _bytes -= node.Value.Bytes;
    }

    private readonly record struct Entry(ResultKey Key, FlowValue Output, long Bytes, DateTimeOffset KeptAt);
}
