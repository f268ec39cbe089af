namespace FlowKit.Explaining;

/// <summary>What is known about a task before it runs.</summary>
public enum TaskFate
{
    /// <summary>It runs, unless what happens on the way skips it.</summary>
    Runs,

    /// <summary>No target of the start needs it: it is SKIPPED at the start.</summary>
    Pruned,

    /// <summary>It is skipped, if its turn comes: the flow itself, or the submitted input, decides so.</summary>
    Skipped,
}
