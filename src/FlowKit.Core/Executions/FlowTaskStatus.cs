namespace FlowKit.Executions;

/// <summary>Where a task instance stands. <see cref="StatusText"/> has the names flows and stores use.</summary>
public enum FlowTaskStatus
{
    /// <summary>Its turn has not come.</summary>
    NotStarted,

    /// <summary>It waits for its time: a start delay, or the next attempt.</summary>
    Ready,

    /// <summary>It runs, or waits for a callback or a wake-up.</summary>
    Running,

    /// <summary>An operator or a limit holds it back.</summary>
    Stashed,

    /// <summary>The part that others wait for is done; the task itself goes on.</summary>
    KeySucceed,

    /// <summary>It ended well.</summary>
    Succeed,

    /// <summary>It failed; its successors do not begin.</summary>
    Failed,

    /// <summary>It was not needed, or its failure was tolerated; its successors go on unless it says skip.</summary>
    Skipped,

    /// <summary>It was ended from outside before it had ended itself.</summary>
    Canceled,
}
