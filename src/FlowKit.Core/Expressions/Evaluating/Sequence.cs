namespace FlowKit.Expressions.Evaluating;

/// <summary>Items in order, read by index from 0: a list, a range, the characters of a text, the entries of a map.</summary>
internal abstract class Sequence
{
    public abstract int Count { get; }

    /// <summary>The item; the index must be in range.</summary>
    public abstract Operand Get(ref Evaluation e, int index);

    /// <summary>What a loop or a function over lists goes through; false, without a fault, for a value that has no items.</summary>
    public static bool TryOpen(Operand value, out Sequence sequence)
    {
        sequence = value.AsSequence!;
        if (sequence is null)
        {
            sequence = value switch
            {
                { IsNil: true } => RangeValue.Empty,
                { AsMap: { } map } => new EntrySequence(map),
                { AsText: { } text } => new TextSequence(text),
                _ => null!,
            };
        }

        return sequence is not null;
    }
}
