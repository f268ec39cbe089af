namespace FlowKit.Executions;

/// <summary>The parts of a task instance that one turn changed and a save must write.</summary>
[Flags]
internal enum TaskParts : byte
{
    None = 0,

    /// <summary>Status, times, attempt: small and always together.</summary>
    Record = 1,
    Input = 2,
    Output = 4,
    Failure = 8,
    Branching = 16,

    /// <summary>When the present attempt began: it is not the first.</summary>
    Again = 32,

    /// <summary>The present attempt is in the log.</summary>
    Past = 64,
    All = Record | Input | Output | Failure | Branching,
}
