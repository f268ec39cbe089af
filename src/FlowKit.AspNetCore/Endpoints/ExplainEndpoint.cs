using FlowKit.Descriptors;
using FlowKit.Explaining;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Explains the plan of a flow, a registered one or one in the body, and what a start of it would do; starts nothing.</summary>
internal static class ExplainEndpoint
{
    private const string Json = "json";

    public static async ValueTask<FlowValue> ExplainAsync(EndpointCall call)
    {
        var format = FormatOf(call);
        var (targets, force) = (call.List("targets"), call.Flag("force"));
        var context = call.Object("context");
        var flows = call.Engine.Flows;
        if (call.Find("descriptor_id") is { } id)
        {
            var input = await InputAsync(call, context).ConfigureAwait(false);
            var explanation = flows.Explain(id, input, targets, force);
            return Told(flows.TryFind(id)!.Descriptor, explanation, format);
        }

        if (!HttpMethods.IsPost(call.Request.Method))
        {
            throw EndpointCall.Invalid("descriptor_id", "is missing; a flow that is not registered is sent by POST");
        }

        var flow = (await DescriptorEndpoints.ReadFlowAsync(call).ConfigureAwait(false)).Flow!;
        return flow.IsResource
            ? throw RequestBody.Unfit("The body holds resources and no tasks. Send a flow that uses them.")
            : Told(flow, flows.ExplainForeign(flow, context, targets, force), format);
    }

    // Behind the name of a registered flow the body is the context, as it is at a start.
    private static async ValueTask<FlowValue> InputAsync(EndpointCall call, FlowValue context)
    {
        var body = HttpMethods.IsPost(call.Request.Method)
            ? await RequestBody.ReadObjectAsync(call, call.Engine.Options.RunLimits.ContextBytes).ConfigureAwait(false)
            : default;
        return body.IsNullOrMissing ? context
            : context.IsMissing ? body
            : throw EndpointCall.Invalid("context", "is given in the body too");
    }

    private static string FormatOf(EndpointCall call)
    {
        var format = call.Find("format")?.ToLowerInvariant() ?? Json;
        return format is Json or "text" or "mermaid" or "dot" or "svg"
            ? format
            : throw EndpointCall.Invalid("format", "must be json, text, mermaid, dot or svg");
    }

    private static FlowValue Told(FlowDescriptor flow, FlowExplanation explanation, string format) => format == Json
        ? Members.WithoutNulls(explanation.ToValue())
        : FlowValue.Object(("format", format), ("drawing", format switch
        {
            "mermaid" => FlowDrawing.Mermaid(flow, explanation),
            "dot" => FlowDrawing.Dot(flow, explanation),
            "svg" => FlowDrawing.Svg(flow, explanation),
            _ => explanation.ToString(),
        }));
}
