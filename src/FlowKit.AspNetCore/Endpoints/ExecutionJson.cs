using FlowKit.Descriptors;
using FlowKit.Executions;
using FlowKit.Secrets;
using FlowKit.Storing;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Executions as JSON, with masks where something is not to be shown.</summary>
internal static class ExecutionJson
{
    public static FlowValue Of(ExecutionView view, Redaction redaction, bool brief) => Members.Object(
        ("execution_id", view.ExecutionId),
        ("flow", view.Flow),
        ("dag_status", view.Status.ToText()),
        ("process", view.Progress),
        ("context", redaction.Apply(view.Context)),
        ("output", redaction.Apply(view.Output)),
        ("error", Failure(view.Failure, redaction)),
        ("end_callback", view.EndCallback),
        ("end_callback_error", Failure(view.EndCallbackFailure, redaction)),
        ("started_at", Members.Time(view.StartedAt)),
        ("ended_at", Members.Time(view.EndedAt)),
        ("tasks", brief ? default : FlowValue.Object(
            view.Tasks.Select(one => KeyValuePair.Create(one.Key, Task(one.Value, redaction))))));

    public static FlowValue Of(ExecutionHeader header) => Members.Object(
        ("execution_id", header.ExecutionId),
        ("flow", header.Flow),
        ("version", header.FlowVersion),
        ("dag_status", header.Status.ToText()),
        ("business_key", header.BusinessKey),
        ("business_key_type", header.BusinessKeyType),
        ("creator", header.Creator),
        ("error_code", header.ErrorCode),
        ("started_at", Members.Time(header.StartedAt)),
        ("ended_at", Members.Time(header.EndedAt)));

    private static FlowValue Task(TaskView task, Redaction redaction) => Members.Object(
        ("name", task.Name),
        ("category", task.Category.ToText()),
        ("status", task.Status.ToText()),
        ("next", FlowValue.Array(task.Next.Select(next => (FlowValue)next))),
        ("attempts", task.Attempts),
        ("input", redaction.Apply(task.Input)),
        ("output", redaction.Apply(task.Output)),
        ("error", Failure(task.Failure, redaction)),
        ("mapping_faults", task.MappingFaults.Count == 0
            ? default
            : FlowValue.Array(task.MappingFaults.Select(fault => Failure(fault, redaction)))),
        ("skip_reason", task.SkipReason),
        ("in_doubt", task.IsInDoubt ? true : default(FlowValue)),
        ("started_at", Members.Time(task.StartedAt)),
        ("ended_at", Members.Time(task.EndedAt)));

    public static FlowValue Failure(FlowFailure? failure, Redaction redaction)
    {
        if (failure is null)
        {
            return default;
        }

        var shown = redaction.Apply(failure);
        return Members.Object(
            ("code", shown.Code),
            ("message", shown.Message),
            ("detail", shown.Detail),
            ("retryable", shown.Retryable),
            ("task", shown.Task));
    }
}
