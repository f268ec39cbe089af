using FlowKit.Values;

namespace FlowKit.Expressions.Evaluating;

/// <summary>
/// A list while an expression runs. One that came from the input stands for it without copying until it is changed; the input itself
/// never changes.
/// </summary>
internal sealed class ListValue : Sequence
{
    private const int ItemCost = 16;

    private ArrayNode? _origin;
    private Operand[] _items = [];
    private int _count;

    public ListValue()
    {
    }

    public ListValue(ArrayNode origin)
    {
        _origin = origin;
        _count = origin.Count;
    }

    /// <summary>The value it still is, unchanged; null for a list of the expression's own making.</summary>
    public ArrayNode? Origin => _origin;

    /// <summary>Set for a list without equal items.</summary>
    public DistinctItems? Distinct { get; init; }

    public override int Count => _count;

    public override Operand Get(ref Evaluation e, int index)
    {
        if (_origin is null)
        {
            return _items[index];
        }

        var item = _origin[index];
        if (e.ChangesValues && item.Kind is FlowValueKind.Array or FlowValueKind.Object)
        {
            return Unfold(ref e) ? _items[index] : default;
        }

        return Operand.Of(item);
    }

    public void Set(ref Evaluation e, int index, Operand value)
    {
        if (Unfold(ref e))
        {
            _items[index] = value;
        }
    }

    /// <summary>Adds an item; in a list without equal items only a new one.</summary>
    public void Add(ref Evaluation e, Operand value)
    {
        if (!Unfold(ref e) || (Distinct is not null && !Distinct.TryAdd(ref e, this, value)) || !e.Allocate(ItemCost))
        {
            return;
        }

        if (_count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, _count * 2));
        }

        _items[_count++] = value;
    }

    public void RemoveAt(ref Evaluation e, int index)
    {
        if (!Unfold(ref e) || !e.SpendText(_count))
        {
            return;
        }

        Distinct?.Remove(_items[index]);
        _items.AsSpan(index + 1, _count - index - 1).CopyTo(_items.AsSpan(index));
        _items[--_count] = default;
    }

    public void Reverse(ref Evaluation e)
    {
        if (Unfold(ref e) && e.SpendText(_count))
        {
            _items.AsSpan(0, _count).Reverse();
        }
    }

    /// <summary>Takes items over that were already paid for.</summary>
    public static ListValue Of(Operand[] items, int count) => new() { _items = items, _count = count };

    /// <summary>Copies the items of the input, so that they can be changed, or be one object each.</summary>
    private bool Unfold(ref Evaluation e)
    {
        if (_origin is null)
        {
            return !e.Stopped;
        }

        if (!e.Spend(_count) || !e.Allocate((long)_count * ItemCost))
        {
            return false;
        }

        _items = new Operand[_count];
        for (var i = 0; i < _count; i++)
        {
            _items[i] = Operand.Of(_origin[i]);
        }

        _origin = null;
        return true;
    }
}
