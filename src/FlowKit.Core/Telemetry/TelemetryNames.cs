namespace FlowKit.Telemetry;

/// <summary>The names of activities, their attributes and the tags of metrics. <c>docs/telemetry.md</c> lists them; users' dashboards rest on them.</summary>
internal static class TelemetryNames
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Source = "FlowKit";

    public const string Execution = "flowkit.execution";
    public const string Task = "flowkit.task";
    public const string Attempt = "flowkit.attempt";
    public const string EndCallback = "flowkit.end_callback";

    public const string ExecutionId = "flowkit.execution.id";
    public const string RootExecutionId = "flowkit.execution.root_id";
    public const string Flow = "flowkit.flow";
    public const string TaskName = "flowkit.task.name";
    public const string EventId = "flowkit.event.id";
    public const string SegmentId = "flowkit.segment.id";
    public const string Category = "flowkit.category";
    public const string Status = "flowkit.status";
    public const string Attempts = "flowkit.attempts";
    public const string Epoch = "flowkit.epoch";
    public const string AttemptNumber = "flowkit.attempt.number";
    public const string AttemptId = "flowkit.attempt.id";
    public const string Protocol = "flowkit.protocol";
    public const string Outcome = "flowkit.outcome";
    public const string ErrorType = "error.type";

    public const string FlowTag = "flow";
    public const string CategoryTag = "category";
    public const string StatusTag = "status";
}
