using System.Runtime.InteropServices;
using FlowKit.Sqlite.Tables;

namespace FlowKit.Sqlite.Saving;

/// <summary>
/// The heads of executions that were written lately. What a group changes counts for the writer at once and for readers from its commit
/// on; a group that fails leaves no trace.
/// </summary>
internal sealed class Heads
{
    private readonly Dictionary<string, Head> _committed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Head> _changed = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public int Count => _committed.Count + _changed.Count;

    /// <summary>For readers: what was committed; null when the table knows it all.</summary>
    public Head? Committed(string id)
    {
        lock (_lock)
        {
            return _committed.TryGetValue(id, out var head) ? head : null;
        }
    }

    /// <summary>For the writer: with what the group has changed so far.</summary>
    public Head? Find(string id) =>
        _changed.TryGetValue(id, out var head) || _committed.TryGetValue(id, out head) ? head : null;

    public void Change(string id, Head head) => _changed[id] = head;

    /// <summary>All whose rows are behind, with what the group has changed.</summary>
    public IEnumerable<Head> Ahead()
    {
        foreach (var head in _changed.Values)
        {
            if (head is { IsAhead: true, IsGone: false })
            {
                yield return head;
            }
        }

        foreach (var (id, head) in _committed)
        {
            if (head.IsAhead && !_changed.ContainsKey(id))
            {
                yield return head;
            }
        }
    }

    /// <summary>The group is on disk. When all rows were brought up with the log, nothing needs to be remembered.</summary>
    public void Commit(bool allRowsWritten)
    {
        lock (_lock)
        {
            if (allRowsWritten)
            {
                _committed.Clear();
            }
            else
            {
                Take();
            }
        }

        _changed.Clear();
    }

    public void Rollback() => _changed.Clear();

    private void Take()
    {
        foreach (var (id, head) in _changed)
        {
            if (head.IsGone)
            {
                _committed.Remove(id);
            }
            else
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_committed, id, out _) = head;
            }
        }
    }
}
