namespace FlowKit.Descriptors;

/// <summary>The closed list of what a task can be.</summary>
public enum TaskCategory
{
    /// <summary>Calls an executor.</summary>
    Function,

    /// <summary>Nothing but its mappings.</summary>
    Pass,

    /// <summary>Ends what follows only through it, when its conditions hold.</summary>
    Return,

    /// <summary>Runs the branches whose conditions hold.</summary>
    Choice,

    /// <summary>Opens some of its successors.</summary>
    Switch,

    /// <summary>Runs a branch per item of a list.</summary>
    Foreach,

    /// <summary>Waits until its conditions hold.</summary>
    Suspense,

    /// <summary>Runs a delegate of the host, or an expression.</summary>
    Script,
}
