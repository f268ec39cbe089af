using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Starts executions.</summary>
internal static class SubmitEndpoint
{
    public static async ValueTask<FlowValue> SubmitAsync(EndpointCall call)
    {
        var flow = call.Need("descriptor_id");
        var options = new StartOptions
        {
            ExecutionId = call.Text("execution_id"),
            BusinessKey = call.Text("business_key"),
            BusinessKeyType = call.Text("business_key_type"),
            BusinessKeyIsLabel = call.Flag("business_key_is_label"),
            Creator = call.Text("creator"),
            Targets = call.List("targets"),
            Force = call.Flag("force"),
            Callback = call.Find("callback") is { } callback ? CallbackText.Read(callback, call.Engine.Flows.Validation.Limits) : null,
        };
        var context = await RequestBody.ReadObjectAsync(call, call.Engine.Options.RunLimits.ContextBytes).ConfigureAwait(false);
        var execution = await call.Engine.StartAsync(flow, context, options, call.Aborted).ConfigureAwait(false);
        return FlowValue.Object(("execution_id", execution.Id));
    }
}
