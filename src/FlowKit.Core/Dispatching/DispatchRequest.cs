using FlowKit.Descriptors;
using FlowKit.Values;

namespace FlowKit.Dispatching;

/// <summary>One attempt of one task, as a dispatcher sees it.</summary>
public sealed class DispatchRequest
{
    private readonly long _deadline;
    private string? _idempotencyKey;

    /// <summary>The execution, such as <c>workspace:dagName_c_0198...</c>.</summary>
    public required string ExecutionId { get; init; }

    /// <summary><c>workspace:dagName</c>.</summary>
    public required string Flow { get; init; }

    /// <summary>The instance name of the task, such as <c>loop_2-encode</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The task's own name, such as <c>encode</c>.</summary>
    public required string TaskName { get; init; }

    /// <summary>The try, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How often an operator had tasks run again before this attempt; attempts count from 1 in each epoch.</summary>
    public int Epoch { get; init; }

    /// <summary>The protocol in lower case, such as <c>http</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The address as the flow writes it, placeholders filled; <c>protocol://</c> when the flow names only a protocol.</summary>
    public required string Resource { get; init; }

    /// <summary>The resource the flow writes in place; missing for none.</summary>
    public FlowValue InlineResource { get; init; }

    /// <summary>How the answer is meant.</summary>
    public required TaskPattern Pattern { get; init; }

    /// <summary>The method of the request as the flow writes it; null for the dispatcher's own.</summary>
    public string? RequestType { get; init; }

    /// <summary>The mapped input with its parameters, an object.</summary>
    public required FlowValue Input { get; init; }

    /// <summary>Where an asynchronous result is posted; null when the host has no callback address.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The host's own address, such as <c>https://flows.example</c>; null when it has none.</summary>
    public string? ServerUrl { get; init; }

    /// <summary>When the attempt has taken too long; null for no limit.</summary>
    public DateTimeOffset? Deadline
    {
        get => _deadline == 0 ? null : new DateTimeOffset(_deadline, TimeSpan.Zero);
        init => _deadline = value?.UtcTicks ?? 0;
    }

    /// <summary>
    /// The same for every dispatch of this attempt, also after a crash: <c>{execution}_{task}_{attempt}</c>; after an operator's retry
    /// <c>{execution}_{task}_{epoch}-{attempt}</c>, because attempts count anew.
    /// </summary>
    public string IdempotencyKey => _idempotencyKey ??= AttemptId.Of(ExecutionId, Task, Epoch, Attempt);

    /// <summary>The pattern says that the result comes through the callback.</summary>
    public bool IsAsynchronous => Pattern is TaskPattern.TaskAsync or TaskPattern.TaskScheduler;

    /// <summary>The execution at the top, where sub-flows call each other; else the execution itself.</summary>
    public string RootExecutionId { get => field ?? ExecutionId; init; }

    /// <summary>How many executions stand above this one.</summary>
    internal int Depth { get; init; }

    internal int DepthBound { get; init; }

    /// <summary>Why the token was cancelled; <see cref="CancelReason.None"/> while it is not.</summary>
    public CancelReason CancelReason { get; internal set; }
}
