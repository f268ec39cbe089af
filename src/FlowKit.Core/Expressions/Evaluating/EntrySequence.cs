namespace FlowKit.Expressions.Evaluating;

/// <summary>The members of a map, each as a map of <c>key</c> and <c>value</c>.</summary>
internal sealed class EntrySequence(MapValue map) : Sequence
{
    public override int Count => map.Count;

    public override Operand Get(ref Evaluation e, int index)
    {
        var entry = new MapValue();
        entry.Set(ref e, "key", Operand.Of(map.NameAt(index)));
        entry.Set(ref e, "value", map.ValueAt(ref e, index));
        return Operand.Of(entry);
    }
}
