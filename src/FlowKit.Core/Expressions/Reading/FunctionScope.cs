namespace FlowKit.Expressions.Reading;

/// <summary>The names visible in one function while it is bound: its blocks from the outside in, and what it takes from outside.</summary>
internal sealed class FunctionScope(FunctionScope? outer)
{
    private readonly List<Dictionary<string, Variable>> _blocks = [new(StringComparer.Ordinal)];
    private readonly List<Variable> _captured = [];

    public FunctionScope? Outer { get; } = outer;

    public int Slots { get; private set; }

    /// <summary>What each capture is to the outer function: a place in its frame, or else one of its own captures.</summary>
    public List<(bool IsSlot, int Index)> Captures { get; } = [];

    public void EnterBlock() => _blocks.Add(new(StringComparer.Ordinal));

    public void LeaveBlock() => _blocks.RemoveAt(_blocks.Count - 1);

    /// <summary>A new variable of the innermost block; it hides an older one of its name.</summary>
    public Variable Declare(string name, int root = -1) => _blocks[^1][name] = new(name, this, Slots++) { Root = root };

    /// <summary>The variable of that name here or in a function around; null when there is none.</summary>
    public Variable? Find(string name)
    {
        for (var i = _blocks.Count - 1; i >= 0; i--)
        {
            if (_blocks[i].TryGetValue(name, out var found))
            {
                return found;
            }
        }

        return Outer?.Find(name);
    }

    /// <summary>The number of a variable of a function around among the captures of this one.</summary>
    public int Capture(Variable variable)
    {
        var known = _captured.IndexOf(variable);
        if (known >= 0)
        {
            return known;
        }

        variable.IsCaptured = true;
        var isSlot = ReferenceEquals(variable.Owner, Outer);
        Captures.Add((isSlot, isSlot ? variable.Slot : Outer!.Capture(variable)));
        _captured.Add(variable);
        return _captured.Count - 1;
    }
}
