using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>What must come of a flow.</summary>
internal sealed record RefResult
{
    public required ExecutionStatus Status { get; init; }

    public required RefFailure? Failure { get; init; }

    /// <summary>By instance name; instances of branches that never began are missing.</summary>
    public required SortedDictionary<string, FlowTaskStatus> Tasks { get; init; }

    public required SortedDictionary<string, int> Attempts { get; init; }

    public required IReadOnlyList<RefCall> Calls { get; init; }

    public required IReadOnlyList<OutsideEvent> Outside { get; init; }

    /// <summary>As JSON, members in order of their names.</summary>
    public required string Context { get; init; }

    public required bool KeyNews { get; init; }

    public required long EndedAt { get; init; }

    /// <summary>Everything that has to be the same, as text; the failure apart.</summary>
    public string Told => string.Join('\n', [
        $"{Status} at {EndedAt}{(KeyNews ? " after the key path" : "")}",
        .. Tasks.Select(task => $"{task.Key}: {task.Value.ToText()}"),
        .. Attempts.Select(task => $"{task.Key}: {task.Value} attempts"),
        .. Calls.OrderBy(call => call.At).ThenBy(call => call.Task, StringComparer.Ordinal).ThenBy(call => call.Attempt)
            .Select(call => $"{call.At} {call.Task} #{call.Attempt} {call.Input}"),
        .. Outside.OrderBy(one => one.At).ThenBy(one => one.ToString(), StringComparer.Ordinal).Select(one => $"{one.At} {one.GetType().Name} {one.Reply}"),
        Context,
    ]);
}
