namespace FlowKit.Expressions.Evaluating;

/// <summary>Whole numbers at equal distances. Takes no memory for its items.</summary>
internal sealed class RangeValue(long start, long step, int count) : Sequence
{
    public static RangeValue Empty { get; } = new(0, 1, 0);

    public override int Count => count;

    public override Operand Get(ref Evaluation e, int index) => Operand.Of(start + (step * index));
}
