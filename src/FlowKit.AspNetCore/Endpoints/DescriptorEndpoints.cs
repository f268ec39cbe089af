using FlowKit.Errors;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Shows and takes flows. Those it takes count as foreign: somebody else may have written them.</summary>
internal static class DescriptorEndpoints
{
    public static ValueTask<FlowValue> GetAsync(EndpointCall call)
    {
        var flows = call.Engine.Flows;
        if (call.Find("descriptor_id") is not { } id)
        {
            return new(FlowValue.Object(("descriptors", FlowValue.Array(flows.Current.Select(Title)))));
        }

        var plan = flows.TryFind(id) ??
            throw new FlowException(FlowErrorCodes.UnknownDescriptor, $"No flow '{id}' is registered.");
        return new(FlowValue.Object(
        [
            .. Title(plan).Members,
            .. Members.Object(
                ("descriptor", plan.Descriptor.Text),
                ("versions", FlowValue.Array(flows.Versions(plan.Name).Select(Title))),
                ("aliases", FlowValue.Object(flows.Current.Where(one => one.Name == plan.Name).Select(
                    one => KeyValuePair.Create(one.Alias, (FlowValue)one.Version))))).Members,
        ]));
    }

    public static async ValueTask<FlowValue> AddAsync(EndpointCall call)
    {
        var alias = call.Find("alias");
        var reading = await ReadFlowAsync(call).ConfigureAwait(false);
        var flow = alias is null ? reading.Flow! : reading.Flow! with { Alias = alias };
        if (flow.IsResource)
        {
            // Flows of the host that are added later would call what it names.
            throw EndpointCall.NotYet("A document of type resource from outside");
        }

        var plan = call.Engine.Flows.AddForeign(flow);
        return FlowValue.Object([.. Title(plan).Members, new("diagnostics", DiagnosticJson.Of(reading.Diagnostics))]);
    }

    public static async ValueTask<FlowValue> ValidateAsync(EndpointCall call)
    {
        var reading = await ReadAsync(call).ConfigureAwait(false);
        return FlowValue.Object(("valid", !reading.HasErrors), ("diagnostics", DiagnosticJson.Of(reading.Diagnostics)));
    }

    /// <summary>The flow of the body, which has no errors.</summary>
    /// <exception cref="FlowRefusedException">It has; all of them are in the exception.</exception>
    public static async ValueTask<FlowReading> ReadFlowAsync(EndpointCall call)
    {
        var reading = await ReadAsync(call).ConfigureAwait(false);
        return reading.HasErrors ? throw new FlowRefusedException(reading.Diagnostics) : reading;
    }

    private static async ValueTask<FlowReading> ReadAsync(EndpointCall call)
    {
        var validation = call.Engine.Flows.Validation;
        var text = await RequestBody.ReadTextAsync(call, validation.Limits.DescriptorBytes).ConfigureAwait(false);
        return FlowYaml.Check(text, file: null, validation);
    }

    private static FlowValue Title(FlowPlan plan) => FlowValue.Object(
        ("descriptor_id", $"{plan.Name}:{plan.Version}"),
        ("flow", plan.Name),
        ("alias", plan.Alias),
        ("version", plan.Version),
        ("foreign", plan.IsForeign));
}
