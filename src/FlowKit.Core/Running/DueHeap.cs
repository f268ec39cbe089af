using FlowKit.Executions;

namespace FlowKit.Running;

/// <summary>
/// Things ordered by their time. Each knows its place, so that one whose time has changed, or is no longer wanted, moves or leaves in
/// O(log n): what is over leaves nothing behind.
/// </summary>
internal sealed class DueHeap<T>
    where T : class, IDue
{
    // Most executions have no time at all.
    private T[] _items = [];

    public T? First => Count == 0 ? null : _items[0];

    public int Count { get; private set; }

    /// <summary>Gives the item this time; 0 takes it out.</summary>
    public void Set(T item, long due)
    {
        if (due == 0)
        {
            Remove(item);
            return;
        }

        if (item.HeapIndex < 0)
        {
            item.Due = due;
            if (Count == _items.Length)
            {
                Array.Resize(ref _items, Math.Max(4, Count * 2));
            }

            Place(item, Count++);
            Up(item);
        }
        else if (due != item.Due)
        {
            var earlier = due < item.Due;
            item.Due = due;
            if (earlier)
            {
                Up(item);
            }
            else
            {
                Down(item);
            }
        }
    }

    public void Remove(T item)
    {
        var index = item.HeapIndex;
        if (index < 0)
        {
            return;
        }

        var last = _items[--Count];
        _items[Count] = null!;
        item.HeapIndex = -1;
        if (!ReferenceEquals(last, item))
        {
            Place(last, index);
            Up(last);
            Down(last);
        }
    }

    private void Up(T item)
    {
        while (item.HeapIndex > 0)
        {
            var parent = _items[(item.HeapIndex - 1) / 2];
            if (parent.Due <= item.Due)
            {
                return;
            }

            Swap(parent, item);
        }
    }

    private void Down(T item)
    {
        while (true)
        {
            var left = (item.HeapIndex * 2) + 1;
            if (left >= Count)
            {
                return;
            }

            var child = _items[left];
            if (left + 1 < Count && _items[left + 1].Due < child.Due)
            {
                child = _items[left + 1];
            }

            if (item.Due <= child.Due)
            {
                return;
            }

            Swap(item, child);
        }
    }

    private void Swap(T upper, T lower)
    {
        var (up, down) = (upper.HeapIndex, lower.HeapIndex);
        Place(lower, up);
        Place(upper, down);
    }

    private void Place(T item, int index)
    {
        _items[index] = item;
        item.HeapIndex = index;
    }
}
