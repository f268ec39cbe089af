namespace FlowKit.Expressions.Evaluating;

/// <summary>The characters of a text, each a text of its own.</summary>
internal sealed class TextSequence(string text) : Sequence
{
    public override int Count => text.Length;

    public override Operand Get(ref Evaluation e, int index)
    {
        e.Allocate(1);
        return Operand.Of(text[index].ToString());
    }
}
