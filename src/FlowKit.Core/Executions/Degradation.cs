namespace FlowKit.Executions;

/// <summary>What an operator marked at a task that has not ended.</summary>
[Flags]
internal enum Degradation : byte
{
    None = 0,

    /// <summary>It is skipped when its turn comes.</summary>
    Self = 1,

    /// <summary>It tells its successors to skip.</summary>
    Followers = 2,
}
