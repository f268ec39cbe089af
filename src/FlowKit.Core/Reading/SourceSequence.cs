using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>Items in their order.</summary>
internal sealed class SourceSequence : SourceNode
{
    private readonly SourceNode[] _items;

    public SourceSequence(SourceNode[] items, int line, int column)
        : base(line, column)
    {
        _items = items;
        var size = 1L;
        var height = 0;
        foreach (var item in items)
        {
            size += item.Size;
            height = Math.Max(height, item.Height);
        }

        Size = (int)Math.Min(size, int.MaxValue);
        Height = height + 1;
    }

    public ReadOnlySpan<SourceNode> Items => _items;

    public override int Size { get; }

    public override int Height { get; }

    public override string Noun => "a list";

    public override FlowValue ToValue()
    {
        if (_items.Length == 0)
        {
            return FlowValue.EmptyArray;
        }

        var values = new FlowValue[_items.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _items[i].ToValue();
        }

        return new(new ArrayNode(values, values.Length, owner: null));
    }
}
