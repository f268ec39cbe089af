using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>What an operator does to executions and their tasks.</summary>
internal static class OperationEndpoints
{
    public static async ValueTask<FlowValue> WakeUpAsync(EndpointCall call)
    {
        var (execution, task) = (call.Need("execution_id"), call.Need("task_name"));
        var data = await RequestBody.ReadObjectAsync(call, call.Engine.Options.RunLimits.CallbackBytes).ConfigureAwait(false);
        await call.Engine.WakeAsync(execution, task, call.Scrubber.Clean(data), call.Aborted).ConfigureAwait(false);
        return Members.Ok;
    }

    /// <summary>The named tasks, or all that failed, and what follows them; the body changes the context before.</summary>
    public static async ValueTask<FlowValue> RedoAsync(EndpointCall call)
    {
        var (execution, tasks) = (call.Need("execution_id"), call.List("task_names"));
        var patch = await RequestBody.ReadObjectAsync(call, call.Engine.Options.RunLimits.ContextBytes).ConfigureAwait(false);
        await call.Engine.RetryAsync(execution, tasks, call.Scrubber.Clean(patch), call.Note, call.Aborted).ConfigureAwait(false);
        return Members.Ok;
    }

    public static ValueTask<FlowValue> RestartAsync(EndpointCall call) =>
        DoAsync(call.Engine.RestartAsync(call.Need("execution_id"), call.Note, call.Aborted));

    public static ValueTask<FlowValue> RunTaskAsync(EndpointCall call) =>
        DoAsync(call.Engine.RunTaskAsync(call.Need("execution_id"), call.Need("task_name"), call.Note, call.Aborted));

    public static ValueTask<FlowValue> SkipAsync(EndpointCall call) =>
        DoAsync(call.Engine.SkipAsync(call.Need("execution_id"), call.Need("task_name"), call.Note, call.Aborted));

    /// <summary>An attempt whose outcome a crash left unknown.</summary>
    public static ValueTask<FlowValue> RepeatAsync(EndpointCall call) =>
        DoAsync(call.Engine.RepeatAsync(call.Need("execution_id"), call.Need("task_name"), call.Note, call.Aborted));

    public static ValueTask<FlowValue> CancelAsync(EndpointCall call) =>
        DoAsync(call.Engine.CancelAsync(call.Need("execution_id"), call.Note, call.Aborted));

    /// <summary>Forces the end.</summary>
    public static ValueTask<FlowValue> CompleteAsync(EndpointCall call) => DoAsync(call.Engine.CompleteAsync(
        call.Need("execution_id"), call.Flag("success", otherwise: true), call.Note, call.Aborted));

    /// <summary>What is not said is not marked, and no mark any more.</summary>
    public static ValueTask<FlowValue> DegradeAsync(EndpointCall call) => DoAsync(call.Engine.DegradeAsync(
        call.Need("execution_id"),
        call.Need("task_name"),
        call.Flag("degrade_current_task"),
        call.Flag("degrade_following_tasks"),
        call.Note,
        call.Aborted));

    public static ValueTask<FlowValue> PauseAsync(EndpointCall call) =>
        DoAsync(call.Engine.PauseAsync(call.Need("execution_id"), call.Note, call.Aborted));

    public static ValueTask<FlowValue> ResumeAsync(EndpointCall call) =>
        DoAsync(call.Engine.ResumeAsync(call.Need("execution_id"), call.Note, call.Aborted));

    /// <summary>Tells of the end again.</summary>
    public static ValueTask<FlowValue> ResendCallbackAsync(EndpointCall call) =>
        DoAsync(call.Engine.ResendCallbackAsync(call.Need("execution_id"), call.Note, call.Aborted));

    private static async ValueTask<FlowValue> DoAsync(ValueTask operation)
    {
        await operation.ConfigureAwait(false);
        return Members.Ok;
    }
}
