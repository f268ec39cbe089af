using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>What machines ask of the API itself.</summary>
internal static class HealthEndpoints
{
    /// <summary>The engine takes work and its store answers; else a problem with status 503.</summary>
    public static async ValueTask<FlowValue> HealthAsync(EndpointCall call)
    {
        if (call.Engine.IsStopping)
        {
            throw new FlowException(FlowErrorCodes.EngineStopping, "The engine is stopping and takes nothing new.");
        }

        await call.Engine.ListAsync(new() { Limit = 1 }, call.Aborted).ConfigureAwait(false);
        return FlowValue.Object(("status", "ok"), ("flows", call.Engine.Flows.Names.Count));
    }

    public static ValueTask<FlowValue> OpenApiAsync(EndpointCall call) =>
        new(OpenApiDocument.For($"{call.Request.PathBase}{call.Engine.Options.CallbackPrefix.TrimEnd('/')}"));
}
