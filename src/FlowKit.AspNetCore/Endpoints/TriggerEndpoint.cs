using FlowKit.AspNetCore.Problems;
using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Results of asynchronous tasks, and data for those that wait: from executors, and from operators.</summary>
internal static class TriggerEndpoint
{
    /// <summary>What an attempt was given as its callback address leads here.</summary>
    public static async ValueTask<FlowValue> TriggerAsync(EndpointCall call)
    {
        var (execution, task) = (call.Need("execution_id"), call.Need("task_name"));
        var mark = call.Find("attempt");
        CheckToken(call, execution, task, mark);
        var (epoch, attempt) = AttemptOf(mark);
        var status = StatusOf(call);
        var query = call.Object("context");
        var body = default(FlowValue);
        if (HttpMethods.IsPost(call.Request.Method))
        {
            (body, status) = await FunctionAnswer.ReadAsync(call, status).ConfigureAwait(false);
        }

        return await CompleteAsync(call, execution, new(task, status, Merge(body, query), attempt, epoch)).ConfigureAwait(false);
    }

    /// <summary>An operator brings the result.</summary>
    public static async ValueTask<FlowValue> FinishAsync(EndpointCall call)
    {
        var (execution, task) = (call.Need("execution_id"), call.Need("task_name"));
        var status = StatusOf(call);
        var body = await RequestBody.ReadJsonAsync(call, call.Engine.Options.RunLimits.CallbackBytes).ConfigureAwait(false);
        return await CompleteAsync(call, execution, new(task, status, Merge(body, default))).ConfigureAwait(false);
    }

    private static async ValueTask<FlowValue> CompleteAsync(EndpointCall call, string execution, TaskCallback callback)
    {
        var clean = callback with { Output = call.Scrubber.Clean(callback.Output) };
        var answer = await call.Engine.CompleteTaskAsync(execution, clean, call.Aborted).ConfigureAwait(false);
        return answer == CallbackAnswer.Duplicate ? FlowValue.Object(("result", "ok"), ("duplicate", true)) : Members.Ok;
    }

    private static void CheckToken(EndpointCall call, string execution, string task, string? mark)
    {
        var token = call.Find("token");
        if (call.Engine.CallbackTokens is { } tokens &&
            !tokens.IsGood(token, execution, task, mark ?? string.Empty, call.Engine.Time.GetUtcNow()))
        {
            throw new ProblemException(
                StatusCodes.Status401Unauthorized,
                FlowErrorCodes.CallbackTokenRefused,
                "The token is missing, does not belong to this attempt, or its time has passed. Call the address the attempt was given, as it is.");
        }
    }

    private static (int? Epoch, int? Attempt) AttemptOf(string? mark) =>
        mark is null ? (null, null)
        : AttemptMark.TryParse(mark, out var epoch, out var attempt) ? (epoch, attempt)
        : throw EndpointCall.Invalid("attempt", "is none: it is given with the callback address");

    private static CallbackStatus StatusOf(EndpointCall call) => call.Find("status")?.ToLowerInvariant() switch
    {
        null => CallbackStatus.Unspecified,
        "success" => CallbackStatus.Success,
        "failed" => CallbackStatus.Failed,
        "key_succeed" => CallbackStatus.KeySucceed,
        _ => throw EndpointCall.Invalid("status", "must be success, failed or key_succeed"),
    };

    // Per key the query wins. What is no object is the value of "data", as it is in an answer.
    private static FlowValue Merge(FlowValue body, FlowValue query)
    {
        var first = body.IsNullOrMissing || body.Kind == FlowValueKind.Object ? body : FlowValue.Object(("data", body));
        return first.IsNullOrMissing ? query
            : query.IsMissing ? first
            : FlowValue.Object(first.Members.Concat(query.Members));
    }
}
