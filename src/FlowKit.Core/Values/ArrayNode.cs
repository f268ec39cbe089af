namespace FlowKit.Values;

/// <summary>The items of a list. Immutable, but for its owner, as <see cref="ObjectNode"/> is.</summary>
internal sealed class ArrayNode
{
    private FlowValue[] _items;

    /// <summary>Takes the array over; nobody else may write it from now on.</summary>
    public ArrayNode(FlowValue[] items, int count, object? owner)
    {
        _items = items;
        Count = count;
        Owner = owner;
    }

    public static ArrayNode Empty { get; } = new([], 0, owner: null);

    public object? Owner { get; set; }

    /// <summary>Its bytes and levels, once asked for while nobody owned it; 0 bytes: not known. Never set on a node that may change.</summary>
    public ValueExtent KnownExtent { get; set; }

    public int Count { get; private set; }

    public FlowValue this[int index] => _items[index];

    public ReadOnlySpan<FlowValue> Span => _items.AsSpan(0, Count);

    /// <summary>Replaces an item, or adds one behind the last with nulls between. Only by the owner.</summary>
    public void Set(int index, FlowValue value)
    {
        if (index >= Count)
        {
            if (index >= _items.Length)
            {
                Array.Resize(ref _items, Math.Max(index + 1, _items.Length * 2));
            }

            _items.AsSpan(Count, index - Count).Fill(FlowValue.Null);
            Count = index + 1;
        }

        _items[index] = value;
    }

    public ArrayNode Copy(object? owner)
    {
        var items = new FlowValue[Count + 1];
        Span.CopyTo(items);
        return new(items, Count, owner);
    }
}
