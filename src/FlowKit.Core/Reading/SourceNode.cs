using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>A part of a text that was read: a scalar, a mapping or a sequence, each with its line and column. Immutable.</summary>
internal abstract class SourceNode
{
    /// <summary>How deep a text may nest.</summary>
    public const int MaxDepth = 64;

    private protected SourceNode(int line, int column)
    {
        Line = line;
        Column = column;
    }

    /// <summary>1-based line.</summary>
    public int Line { get; }

    /// <summary>1-based column, counted in UTF-16 units.</summary>
    public int Column { get; }

    /// <summary>How many nodes the part has with every alias expanded, itself included.</summary>
    public abstract int Size { get; }

    /// <summary>How many levels the part has, itself included.</summary>
    public abstract int Height { get; }

    /// <summary>A scalar that stands for null.</summary>
    public virtual bool IsNull => false;

    /// <summary>What the part is, for a message: <c>a list</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>The part as a value.</summary>
    public abstract FlowValue ToValue();
}
