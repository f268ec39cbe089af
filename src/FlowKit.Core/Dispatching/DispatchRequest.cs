using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using FlowKit.Descriptors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Dispatching;

/// <summary>One attempt of one task, as a dispatcher sees it.</summary>
public sealed class DispatchRequest
{
    private readonly DispatchedExecution _execution = DispatchedExecution.Nothing;
    private readonly DispatchedTask _task = DispatchedTask.Nothing;
    private readonly long _deadline;
    private readonly DispatchRequest? _origin;
    private string? _idempotencyKey;
    private string? _callbackUrl;

    /// <summary>An attempt to be filled in.</summary>
    public DispatchRequest()
    {
    }

    /// <summary>An attempt as the engine sends it out; what is its own is to be filled in.</summary>
    [SetsRequiredMembers]
#pragma warning disable CS8618 // The members that are not set here stand in the execution and the task.
    internal DispatchRequest(DispatchedExecution execution, DispatchedTask task, string instance, string resource, long deadline)
#pragma warning restore CS8618
    {
        _execution = execution;
        _task = task;
        _deadline = deadline;
        Task = instance;
        Resource = resource;
    }

    /// <summary>The same attempt with its secrets in place.</summary>
    [SetsRequiredMembers]
    internal DispatchRequest(DispatchRequest origin, FlowValue input, string resource, FlowValue inlineResource)
        : this(origin._execution, origin._task with { InlineResource = inlineResource, Secrets = null }, origin.Task, resource, origin._deadline)
    {
        _origin = origin;
        _callbackUrl = origin.CallbackUrl;
        Attempt = origin.Attempt;
        Epoch = origin.Epoch;
        Input = input;
        SentAt = origin.SentAt;
    }

    /// <summary>The execution, such as <c>workspace:dagName_c_0198...</c>.</summary>
    public required string ExecutionId { get => _execution.Id; init => _execution = _execution with { Id = value }; }

    /// <summary><c>workspace:dagName</c>.</summary>
    public required string Flow { get => _execution.Flow; init => _execution = _execution with { Flow = value }; }

    /// <summary>The flow was added while the host ran, through an interface to the outside: somebody else may have written it.</summary>
    public bool IsFlowForeign { get => _execution.IsFlowForeign; init => _execution = _execution with { IsFlowForeign = value }; }

    /// <summary>The instance name of the task, such as <c>loop_2-encode</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The task's own name, such as <c>encode</c>.</summary>
    public required string TaskName { get => _task.Name; init => _task = _task with { Name = value }; }

    /// <summary>The try, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How often an operator had tasks run again before this attempt; attempts count from 1 in each epoch.</summary>
    public int Epoch { get; init; }

    /// <summary>The protocol in lower case, such as <c>http</c>.</summary>
    public required string Protocol { get => _task.Protocol; init => _task = _task with { Protocol = value }; }

    /// <summary>The address as the flow writes it, placeholders filled; <c>protocol://</c> when the flow names only a protocol.</summary>
    public required string Resource { get; init; }

    /// <summary>The resource the flow writes in place; missing for none.</summary>
    public FlowValue InlineResource { get => _task.InlineResource; init => _task = _task with { InlineResource = value }; }

    /// <summary>How the answer is meant.</summary>
    public required TaskPattern Pattern { get => _task.Pattern; init => _task = _task with { Pattern = value }; }

    /// <summary>The method of the request as the flow writes it; null for the dispatcher's own.</summary>
    public string? RequestType { get => _task.RequestType; init => _task = _task with { RequestType = value }; }

    /// <summary>The mapped input with its parameters, an object.</summary>
    public required FlowValue Input { get; init; }

    /// <summary>Where an asynchronous result is posted; null when the host has no callback address.</summary>
    public string? CallbackUrl
    {
        get => _callbackUrl ??= _execution.CallbackAddress?.Of(this);
        init => _callbackUrl = value;
    }

    /// <summary>The host's own address, such as <c>https://flows.example</c>; null when it has none.</summary>
    public string? ServerUrl { get => _execution.ServerUrl; init => _execution = _execution with { ServerUrl = value }; }

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
    public string IdempotencyKey => _idempotencyKey ??= AttemptId.Of(ExecutionId, TellsEnd ? AttemptId.End : Task, Epoch, Attempt);

    /// <summary>The pattern says that the result comes through the callback.</summary>
    public bool IsAsynchronous => Pattern is TaskPattern.TaskAsync or TaskPattern.TaskScheduler;

    /// <summary>The execution at the top, where sub-flows call each other; else the execution itself.</summary>
    public string RootExecutionId { get => _execution.RootId ?? _execution.Id; init => _execution = _execution with { RootId = value }; }

    /// <summary>
    /// The W3C <c>traceparent</c> to hand on: the trace of the execution, with this attempt as the parent of what the executor does. The same for
    /// every dispatch of this attempt. A client that hands <see cref="Activity.Current"/> on by itself, as that of HTTP does, needs it only
    /// when there is none.
    /// </summary>
    public string TraceParent => TraceIds.TraceParent(_execution.Trace, RootExecutionId, IdempotencyKey);

    /// <summary>The W3C <c>tracestate</c> that goes with it; null for none.</summary>
    public string? TraceState => _execution.Trace?.State;

    /// <summary>The trace on record; null where there is none.</summary>
    internal ExecutionTrace? Trace => _execution.Trace;

    /// <summary>It tells of the end of the execution and belongs to no task.</summary>
    internal bool TellsEnd => _task.TellsEnd;

    /// <summary>How many executions stand above this one.</summary>
    internal int Depth => _execution.Depth;

    internal int DepthBound => _execution.DepthBound;

    /// <summary>Where the author of the flow refers to secrets; null when nowhere.</summary>
    internal SecretPlaces? Secrets => _task.Secrets;

    /// <summary>When the engine sent it out, in ticks.</summary>
    internal long SentAt { get; init; }

    /// <summary>Why the token was cancelled; <see cref="CancelReason.None"/> while it is not.</summary>
    public CancelReason CancelReason { get => _origin?.CancelReason ?? field; internal set; }
}
