namespace FlowKit.Executions;

/// <summary>Where an execution stands. <see cref="StatusText"/> has the names flows and stores use.</summary>
public enum ExecutionStatus
{
    /// <summary>It was created and nothing has begun.</summary>
    NotStarted,

    /// <summary>Something runs or waits.</summary>
    Running,

    /// <summary>An operator holds back what has not begun.</summary>
    Paused,

    /// <summary>All that is left is tasks whose key part is done.</summary>
    KeySucceed,

    /// <summary>It ended, and no task of the top level failed.</summary>
    Succeed,

    /// <summary>It ended, and a task of the top level failed.</summary>
    Failed,

    /// <summary>An operator ended it.</summary>
    Canceled,

    /// <summary>Its time limit ended it.</summary>
    Timeout,
}
