namespace FlowKit.Dispatching;

/// <summary>Why the token of an attempt was cancelled.</summary>
public enum CancelReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The attempt, the task, or the loop or choice around it reached its time limit.</summary>
    TaskTimeout,

    /// <summary>The execution reached its time limit.</summary>
    ExecutionTimeout,

    /// <summary>An operator cancelled the execution.</summary>
    Canceled,

    /// <summary>A callback gave the result before the dispatcher did.</summary>
    Completed,

    /// <summary>The engine stops.</summary>
    EngineStopping,

    /// <summary>
    /// The engine's lease ran out: another engine owns the execution by now, and may have sent the attempt out again. Or the start could not be
    /// saved, so that nobody owns it.
    /// </summary>
    OwnershipLost,
}
