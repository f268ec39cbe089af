using FlowKit.Executions;
using FlowKit.Secrets;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Histories as JSON, with masks where something is not to be shown.</summary>
internal static class HistoryJson
{
    public static FlowValue Of(ExecutionHistory history, Redaction redaction) => Members.Object(
        ("execution_id", history.ExecutionId),
        ("flow", history.Flow),
        ("dag_status", history.Status.ToText()),
        ("epoch", history.Epoch),
        ("started_at", Members.Time(history.StartedAt)),
        ("ended_at", Members.Time(history.EndedAt)),
        ("attempts", FlowValue.Array(history.Attempts.Select(one => Attempt(one, redaction)))),
        ("attempts_dropped", history.AttemptsDropped),
        ("operations", FlowValue.Array(history.Operations.Select(one => Operation(one, redaction)))),
        ("operations_dropped", history.OperationsDropped),
        ("tasks", FlowValue.Object(history.Tasks.Select(one => KeyValuePair.Create(one.Key, Time(one.Value))))),
        ("critical_path", FlowValue.Array(history.CriticalPath.Select(task => (FlowValue)task))));

    private static FlowValue Attempt(AttemptView attempt, Redaction redaction) => Members.Object(
        ("task", attempt.Task),
        ("epoch", attempt.Epoch),
        ("attempt", attempt.Attempt),
        ("status", attempt.Status.ToText()),
        ("error", ExecutionJson.Failure(attempt.Failure, redaction)),
        ("queued_at", Members.Time(attempt.QueuedAt)),
        ("started_at", Members.Time(attempt.StartedAt)),
        ("ended_at", Members.Time(attempt.EndedAt)),
        ("input_bytes", attempt.InputBytes),
        ("output_bytes", attempt.OutputBytes));

    private static FlowValue Operation(OperationView operation, Redaction redaction) => Members.Object(
        ("operation", operation.Operation.ToText()),
        ("at", Members.Time(operation.At)),
        ("by", operation.By),
        ("reason", operation.Reason is { } reason ? redaction.Apply(reason) : default(FlowValue)),
        ("tasks", FlowValue.Array(operation.Tasks.Select(task => (FlowValue)task))),
        ("task_count", operation.TaskCount),
        ("detail", operation.Detail),
        ("epoch", operation.Epoch));

    private static FlowValue Time(TaskTimeView time) => Members.Object(
        ("waiting_ms", (long)time.Waiting.TotalMilliseconds),
        ("running_ms", (long)time.Running.TotalMilliseconds),
        ("attempts", time.Attempts));
}
