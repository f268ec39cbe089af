namespace FlowKit.Executions;

/// <summary>The branches of a loop or choice, and how far they are.</summary>
internal sealed class BranchingState(int branches)
{
    /// <summary>By number; null where one has not begun.</summary>
    public ScopeState?[] Branches { get; } = new ScopeState?[branches];

    /// <summary>How many may run at once; 0 for all.</summary>
    public int MaxConcurrency { get; set; }

    // Derived from the branches; never saved.

    /// <summary>The number of the next branch that begins.</summary>
    public int Next { get; set; }

    public int Running { get; set; }

    public int Failed { get; set; }

    /// <summary>The next turn begins more branches; it is already owed.</summary>
    public bool Continues { get; set; }
}
