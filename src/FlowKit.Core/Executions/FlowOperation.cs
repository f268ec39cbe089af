namespace FlowKit.Executions;

/// <summary>
/// What is done to an execution by hand. <see cref="StatusText"/> has the names. Part of the format of saves, and of messages between engines: a
/// number keeps its meaning.
/// </summary>
public enum FlowOperation
{
    /// <summary>What had not begun was held back.</summary>
    Pause,

    /// <summary>What was held back went on.</summary>
    Resume,

    /// <summary>All that failed or was cancelled ran again, and what follows it.</summary>
    RetryFromFailed,

    /// <summary>Named tasks ran again, and what follows them.</summary>
    Retry,

    /// <summary>All over again.</summary>
    Restart,

    /// <summary>One task ran alone.</summary>
    RunTask,

    /// <summary>A task counted as skipped.</summary>
    Skip,

    /// <summary>The end was told again.</summary>
    ResendCallback,

    /// <summary>The context was changed.</summary>
    UpdateContext,

    /// <summary>An attempt in doubt went out again.</summary>
    Repeat,

    /// <summary>The execution was cancelled.</summary>
    Cancel,

    /// <summary>The end was forced.</summary>
    Complete,

    /// <summary>A task was marked to be skipped, or what follows it.</summary>
    Degrade,
}
