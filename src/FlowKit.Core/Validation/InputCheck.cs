using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Validation;

/// <summary>Whether a submitted context meets the parameters of its flow; every fault at once.</summary>
internal static class InputCheck
{
    /// <exception cref="FlowRefusedException">It does not.</exception>
    public static void Check(FlowDescriptor flow, FlowValue submitted, RunLimits limits)
    {
        List<Diagnostic>? faults = null;
        if (submitted.Kind != FlowValueKind.Object)
        {
            Add(ref faults, flow.Place, "The submitted context is no object.", "Submit a JSON object.");
        }

        if (submitted.Extent.Bytes > limits.ContextBytes || submitted.Extent.Depth > limits.JsonDepth)
        {
            throw new FlowRefusedException([new(
                FlowErrorCodes.ContextTooLarge,
                DiagnosticSeverity.Error,
                flow.Place,
                $"The submitted context is larger than {limits.ContextBytes} bytes or deeper than {limits.JsonDepth} levels.",
                "Submit less, or raise the limits of the engine.")]);
        }

        foreach (var parameter in flow.InputSchema)
        {
            var value = submitted[parameter.Name];
            if (value.IsMissing)
            {
                value = flow.DefaultContext[parameter.Name];
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

        if (faults is not null)
        {
            throw new FlowRefusedException(faults);
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
