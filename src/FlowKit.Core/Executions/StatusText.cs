namespace FlowKit.Executions;

/// <summary>The names of statuses as flows, views and scenario files write them.</summary>
public static class StatusText
{
    /// <summary><c>NOT_STARTED READY RUNNING STASHED KEY_SUCCEED SUCCEED FAILED SKIPPED CANCELED</c>.</summary>
    public static string ToText(this FlowTaskStatus status) => status switch
    {
        FlowTaskStatus.NotStarted => "NOT_STARTED",
        FlowTaskStatus.Ready => "READY",
        FlowTaskStatus.Running => "RUNNING",
        FlowTaskStatus.Stashed => "STASHED",
        FlowTaskStatus.KeySucceed => "KEY_SUCCEED",
        FlowTaskStatus.Succeed => "SUCCEED",
        FlowTaskStatus.Failed => "FAILED",
        FlowTaskStatus.Skipped => "SKIPPED",
        _ => "CANCELED",
    };

    /// <summary><c>NOT_STARTED RUNNING PAUSED KEY_SUCCEED SUCCEED FAILED CANCELED TIMEOUT</c>.</summary>
    public static string ToText(this ExecutionStatus status) => status switch
    {
        ExecutionStatus.NotStarted => "NOT_STARTED",
        ExecutionStatus.Running => "RUNNING",
        ExecutionStatus.Paused => "PAUSED",
        ExecutionStatus.KeySucceed => "KEY_SUCCEED",
        ExecutionStatus.Succeed => "SUCCEED",
        ExecutionStatus.Failed => "FAILED",
        ExecutionStatus.Canceled => "CANCELED",
        _ => "TIMEOUT",
    };

    /// <summary>
    /// <c>PAUSE RESUME RETRY_FROM_FAILED RETRY RESTART RUN_TASK SKIP RESEND_CALLBACK UPDATE_CONTEXT REPEAT CANCEL COMPLETE DEGRADE</c>.
    /// </summary>
    public static string ToText(this FlowOperation operation) => operation switch
    {
        FlowOperation.Pause => "PAUSE",
        FlowOperation.Resume => "RESUME",
        FlowOperation.RetryFromFailed => "RETRY_FROM_FAILED",
        FlowOperation.Retry => "RETRY",
        FlowOperation.Restart => "RESTART",
        FlowOperation.RunTask => "RUN_TASK",
        FlowOperation.Skip => "SKIP",
        FlowOperation.ResendCallback => "RESEND_CALLBACK",
        FlowOperation.UpdateContext => "UPDATE_CONTEXT",
        FlowOperation.Repeat => "REPEAT",
        FlowOperation.Cancel => "CANCEL",
        FlowOperation.Complete => "COMPLETE",
        _ => "DEGRADE",
    };

    /// <summary>It has ended: only an operator changes it from here on.</summary>
    public static bool IsEnded(this FlowTaskStatus status) => status >= FlowTaskStatus.Succeed;

    /// <summary>It has ended: only an operator changes it from here on.</summary>
    public static bool IsEnded(this ExecutionStatus status) => status >= ExecutionStatus.Succeed;

    /// <summary>It has begun or waits for its time: its scope cannot have ended.</summary>
    internal static bool IsOpen(this FlowTaskStatus status) =>
        status is FlowTaskStatus.Ready or FlowTaskStatus.Running or FlowTaskStatus.Stashed;
}
