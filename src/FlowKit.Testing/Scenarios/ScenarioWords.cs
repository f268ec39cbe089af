using FlowKit.Callbacks;
using FlowKit.Executions;
using FlowKit.Reading;

namespace FlowKit.Testing.Scenarios;

/// <summary>The fields and words of scenario files.</summary>
internal static class ScenarioWords
{
    public static KnownFields Scenario { get; } = new(
        "a scenario", "name", "flow", "flows", "input", "options", "stubs", "when", "expect");

    public static KnownFields Options { get; } = new("'options'", "targets", "force");

    public static KnownFields Answer { get; } = new(
        "a stub's answer", "output", "status", "error", "retryable", "accepted", "then", "echo", "hang", "after");

    public static KnownFields Then { get; } = new("'then'", "after", "status", "output");

    public static KnownFields Step { get; } = new(
        "a step",
        "advance", "callback", "wakeup", "cancel", "retry", "runTask", "skip", "pause", "resume", "restart", "refused");

    public static KnownFields Callback { get; } = new("'callback'", "task", "status", "output", "attempt");

    public static KnownFields WakeUp { get; } = new("'wakeup'", "task", "output");

    public static KnownFields Expect { get; } = new(
        "'expect'",
        "status", "context", "contextContains", "tasks", "output", "calls", "callsUnordered", "callInput", "callTimes", "attempts",
        "events", "refused");

    public static KnownFields Fault { get; } = new("an entry of 'refused'", "code", "line", "column", "task", "contains");

    public static WordList<CallbackStatus> CallbackStatuses { get; } = new(
        ignoreCase: true,
        ("success", CallbackStatus.Success),
        ("failed", CallbackStatus.Failed),
        ("key_succeed", CallbackStatus.KeySucceed));

    public static WordList<ExecutionStatus> ExecutionStatuses { get; } = All<ExecutionStatus>(StatusText.ToText);

    public static WordList<FlowTaskStatus> TaskStatuses { get; } = All<FlowTaskStatus>(StatusText.ToText);

    public static WordList<FlowNews> News { get; } = All<FlowNews>(FlowNewsText.ToText);

    private static WordList<T> All<T>(Func<T, string> text)
        where T : struct, Enum =>
        new(ignoreCase: false, [.. Enum.GetValues<T>().Select(value => (text(value), value))]);
}
