using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Validation.Schemas;
using FlowKit.Values;

namespace FlowKit.Validation;

/// <summary>Whether a submitted context, the defaults of its flow beneath it, meets what the flow declares; every fault at once.</summary>
internal sealed class InputCheck(FlowDescriptor flow, FlowValue defaults)
{
    private readonly JsonSchema? _schema = flow.JsonSchema.Value.IsMissing ? null : JsonSchema.Compile(flow.JsonSchema, new());
    private readonly NumberPlan? _timeout = NumberPlan.Of(flow.TimeoutInSeconds?.Value ?? default);

    /// <exception cref="FlowRefusedException">It does not.</exception>
    public void Check(FlowValue submitted, RunLimits limits)
    {
        RefuseTooLarge(submitted, limits);
        List<Diagnostic>? faults = null;
        if (submitted.Kind != FlowValueKind.Object)
        {
            Add(ref faults, flow.Place, "The submitted context is no object.", "Submit a JSON object.");
        }
        else
        {
            CheckSchema(submitted, ref faults);
            CheckTimer(submitted, ref faults);
        }

        foreach (var parameter in flow.InputSchema)
        {
            CheckParameter(parameter, submitted, ref faults);
        }

        if (faults is not null)
        {
            throw new FlowRefusedException(faults);
        }
    }

    private void RefuseTooLarge(FlowValue submitted, RunLimits limits)
    {
        if (submitted.Extent.Bytes > limits.ContextBytes || submitted.Extent.Depth > limits.JsonDepth)
        {
            throw new FlowRefusedException([new(
                FlowErrorCodes.ContextTooLarge,
                DiagnosticSeverity.Error,
                flow.Place,
                $"The submitted context is larger than {limits.ContextBytes} bytes or deeper than {limits.JsonDepth} levels.",
                "Submit less, or raise the limits of the engine.")]);
        }
    }

    private void CheckSchema(FlowValue submitted, ref List<Diagnostic>? faults)
    {
        if (_schema is not null)
        {
            var found = new List<Diagnostic>();
            _schema.Check(WithDefaults(submitted), found);
            faults = found.Count > 0 ? found : null;
        }
    }

    // A limit that cannot be read would be none, and nobody would know.
    private void CheckTimer(FlowValue submitted, ref List<Diagnostic>? faults)
    {
        if (_timeout is { IsPath: true } && !_timeout.TryRead(new PathRoots { Context = WithDefaults(submitted) }, out _))
        {
            Add(
                ref faults,
                flow.TimeoutInSeconds!.Value.Place,
                "The value that 'timeoutInSeconds' names in the submitted context is no number.",
                "Submit a number of seconds, or a text that is one.");
        }
    }

    private FlowValue WithDefaults(FlowValue submitted) =>
        FlowValue.Object(defaults.Members.Concat(submitted.Members.Where(member => !ReservedKeys.Contains(member.Key))));

    private void CheckParameter(ParameterDescriptor parameter, FlowValue submitted, ref List<Diagnostic>? faults)
    {
        var value = submitted[parameter.Name];
        if (value.IsMissing)
        {
            value = defaults[parameter.Name];
        }

        if (value.IsNullOrMissing)
        {
            if (parameter.Required)
            {
                Add(ref faults, parameter.Place, $"The parameter '{parameter.Name}' is required.", "Submit it with the start.");
            }
        }
        else if (parameter.Type is { } type && !Fits(value.Kind, type))
        {
            Add(
                ref faults,
                parameter.Place,
                $"The parameter '{parameter.Name}' is a {value.Kind}.",
                $"The flow declares it as {type}.");
        }
    }

    private static bool Fits(FlowValueKind kind, ParameterType type) => type switch
    {
        ParameterType.String => kind == FlowValueKind.String,
        ParameterType.Number => kind == FlowValueKind.Number,
        ParameterType.Boolean => kind == FlowValueKind.Boolean,
        _ => kind is FlowValueKind.Object or FlowValueKind.Array,
    };

    private static void Add(ref List<Diagnostic>? faults, SourcePlace place, string message, string hint) =>
        (faults ??= []).Add(new(FlowErrorCodes.InputRefused, DiagnosticSeverity.Error, place, message, hint));
}
