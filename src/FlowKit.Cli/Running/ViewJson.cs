using System.Globalization;
using FlowKit.Executions;
using FlowKit.Secrets;
using FlowKit.Values;

namespace FlowKit.Cli.Running;

/// <summary>An execution for machines. Every member is there; what there is not yet, or not at all, is null; what
/// is not to be shown is masked.</summary>
internal static class ViewJson
{
    private static readonly Redaction Shown = Redaction.Default;

    public static FlowValue Of(ExecutionView view) => FlowValue.Object(
        ("execution_id", view.ExecutionId),
        ("status", view.Status.ToText()),
        ("context", Shown.Apply(view.Context)),
        ("tasks", FlowValue.Object(view.Tasks.Select(task => KeyValuePair.Create(task.Key, Task(task.Value))))),
        ("error", Failure(view.Failure)));

    private static FlowValue Task(TaskView task) => FlowValue.Object(
        ("status", task.Status.ToText()),
        ("attempts", task.Attempts),
        ("input", OrNull(Shown.Apply(task.Input))),
        ("output", OrNull(Shown.Apply(task.Output))),
        ("error", Failure(task.Failure)),
        ("started_at", Time(task.StartedAt)),
        ("ended_at", Time(task.EndedAt)));

    public static FlowValue Failure(FlowFailure? failure) => failure is not null && Shown.Apply(failure) is var shown
        ? FlowValue.Object(
            ("code", shown.Code),
            ("message", shown.Message),
            ("detail", OrNull(shown.Detail)),
            ("task", shown.Task))
        : FlowValue.Null;

    private static FlowValue OrNull(FlowValue value) => value.IsMissing ? FlowValue.Null : value;

    public static FlowValue Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
