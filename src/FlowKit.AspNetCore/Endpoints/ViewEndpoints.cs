using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Shows executions.</summary>
internal static class ViewEndpoints
{
    public static async ValueTask<FlowValue> GetAsync(EndpointCall call)
    {
        var view = await ViewOfAsync(call).ConfigureAwait(false);
        return FlowValue.Object(("ret", ExecutionJson.Of(view, call.Redaction, brief: call.Flag("brief"))));
    }

    public static async ValueTask<FlowValue> GetContextAsync(EndpointCall call)
    {
        var view = await ViewOfAsync(call).ConfigureAwait(false);
        return FlowValue.Object(("ret", call.Redaction.Apply(view.Context)));
    }

    /// <summary>What came of it so far.</summary>
    public static async ValueTask<FlowValue> GetHistoryAsync(EndpointCall call)
    {
        var execution = call.Need("execution_id");
        var history = await call.Engine.GetHistoryAsync(execution, call.Aborted).ConfigureAwait(false) ?? throw Unknown(execution);
        return FlowValue.Object(("ret", HistoryJson.Of(history, call.Redaction)));
    }

    private static async ValueTask<ExecutionView> ViewOfAsync(EndpointCall call)
    {
        var execution = call.Need("execution_id");
        return await call.Engine.GetAsync(execution, call.Aborted).ConfigureAwait(false) ?? throw Unknown(execution);
    }

    private static FlowException Unknown(string execution) =>
        new(FlowErrorCodes.UnknownExecution, $"No execution '{execution}' is known.");
}
