namespace FlowKit.Drawing;

/// <summary>What a task looks like. A closed set: every writer knows all of them.</summary>
internal enum TaskShape
{
    /// <summary>A call of an executor.</summary>
    Call,

    /// <summary>A call of another flow.</summary>
    SubFlow,

    /// <summary>A delegate or an expression of the host.</summary>
    Script,

    /// <summary>Mappings alone.</summary>
    Pass,

    /// <summary>The end of what follows only through it.</summary>
    Return,

    /// <summary>A fork.</summary>
    Switch,

    /// <summary>A wait.</summary>
    Suspense,

    /// <summary>A box around what is run per item.</summary>
    Loop,

    /// <summary>A box around branches.</summary>
    Choice,
}
