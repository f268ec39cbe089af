using FlowKit.Cli.Running;
using FlowKit.Executions;
using FlowKit.Secrets;
using FlowKit.Values;

namespace FlowKit.Cli.Operating;

/// <summary>
/// A history for machines. Every member is there; what there is not yet, or not at all, is null; what is not to be shown is masked.
/// </summary>
internal static class HistoryJson
{
    public static FlowValue Of(ExecutionHistory history) => FlowValue.Object(
        ("execution_id", history.ExecutionId),
        ("flow", history.Flow),
        ("status", history.Status.ToText()),
        ("epoch", history.Epoch),
        ("started_at", ViewJson.Time(history.StartedAt)),
        ("ended_at", ViewJson.Time(history.EndedAt)),
        ("attempts", FlowValue.Array(history.Attempts.Select(Attempt))),
        ("attempts_dropped", history.AttemptsDropped),
        ("operations", FlowValue.Array(history.Operations.Select(Operation))),
        ("operations_dropped", history.OperationsDropped),
        ("tasks", FlowValue.Object(history.Tasks.Select(one => KeyValuePair.Create(one.Key, Time(one.Value))))),
        ("critical_path", FlowValue.Array(history.CriticalPath.Select(task => (FlowValue)task))));

    private static FlowValue Attempt(AttemptView attempt) => FlowValue.Object(
        ("task", attempt.Task),
        ("epoch", attempt.Epoch),
        ("attempt", attempt.Attempt),
        ("status", attempt.Status.ToText()),
        ("error", ViewJson.Failure(attempt.Failure)),
        ("queued_at", ViewJson.Time(attempt.QueuedAt)),
        ("started_at", ViewJson.Time(attempt.StartedAt)),
        ("ended_at", ViewJson.Time(attempt.EndedAt)),
        ("input_bytes", attempt.InputBytes),
        ("output_bytes", attempt.OutputBytes));

    private static FlowValue Operation(OperationView operation) => FlowValue.Object(
        ("operation", operation.Operation.ToText()),
        ("at", ViewJson.Time(operation.At)),
        ("by", operation.By),
        ("reason", operation.Reason is { } reason ? Redaction.Default.Apply(reason) : null),
        ("tasks", FlowValue.Array(operation.Tasks.Select(task => (FlowValue)task))),
        ("task_count", operation.TaskCount),
        ("detail", operation.Detail),
        ("epoch", operation.Epoch));

    private static FlowValue Time(TaskTimeView time) => FlowValue.Object(
        ("waiting_ms", (long)time.Waiting.TotalMilliseconds),
        ("running_ms", (long)time.Running.TotalMilliseconds),
        ("attempts", time.Attempts));
}
