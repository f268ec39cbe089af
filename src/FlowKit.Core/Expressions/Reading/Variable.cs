namespace FlowKit.Expressions.Reading;

/// <summary>A variable of one function: its place in the frame, and whether functions inside see it, which keeps it in a cell.</summary>
internal sealed class Variable(string name, FunctionScope owner, int slot)
{
    public string Name { get; } = name;

    public FunctionScope Owner { get; } = owner;

    public int Slot { get; } = slot;

    /// <summary>Settled once the whole text is bound.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>The root it begins as; -1 for an ordinary variable.</summary>
    public int Root { get; init; } = -1;
}
