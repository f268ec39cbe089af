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
            ExecutionId = IdOf(call),
            BusinessKey = call.Find("business_key"),
            Targets = call.List("targets"),
            Force = call.Flag("force"),
            Callback = call.Find("callback") is { } callback ? CallbackText.Read(callback, call.Engine.Flows.Validation.Limits) : null,
        };
        var context = await RequestBody.ReadObjectAsync(call, call.Engine.Options.RunLimits.ContextBytes).ConfigureAwait(false);
        var execution = await call.Engine.StartAsync(flow, context, options, call.Aborted).ConfigureAwait(false);
        return FlowValue.Object(("execution_id", execution.Id));
    }

    private static string? IdOf(EndpointCall call) => call.Find("execution_id") is not { } id ? null
        : !string.IsNullOrWhiteSpace(id) && id.Length <= StartOptions.LongestId ? id
        : throw EndpointCall.Invalid("execution_id", $"must have 1 to {StartOptions.LongestId} characters");
}
