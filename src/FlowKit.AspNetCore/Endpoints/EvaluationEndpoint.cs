using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Expressions;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Tries mappings out: shows what they make of a context, an input and an output, and runs nothing.</summary>
internal static class EvaluationEndpoint
{
    public static async ValueTask<FlowValue> EvaluateAsync(EndpointCall call)
    {
        var isInput = IsInput(call);
        var body = await RequestBody.ReadObjectAsync(call, call.Engine.Options.RunLimits.ContextBytes).ConfigureAwait(false);
        var mappings = MappingText.Compile(RulesOf(call, body), isInput, call.Engine.Flows.Validation);
        var borrowed = await BorrowAsync(call).ConfigureAwait(false);
        var document = new LooseDocument(
            new ExpressionServices(new Random(), call.Engine.Time),
            call.Engine.Options.RunLimits,
            Either(body["context"], borrowed.Context),
            Either(body["input"], borrowed.Input),
            Either(body["output"], borrowed.Output));
        return Run(mappings, document, call);
    }

    private static FlowValue Run(MappingPlan[] mappings, LooseDocument document, EndpointCall call)
    {
        var faults = new List<FlowFailure>();
        foreach (var mapping in mappings)
        {
            if (mapping.Run(document) is { } fault)
            {
                faults.Add(fault);
            }
        }

        return FlowValue.Object(
            ("context", document.Context),
            ("input", document.Input),
            ("output", document.Output),
            ("faults", FlowValue.Array(faults.Select(fault => ExecutionJson.Failure(fault, call.Redaction)))));
    }

    private static bool IsInput(EndpointCall call) => call.Need("type").ToLowerInvariant() switch
    {
        "input_eva" => true,
        "output_eva" => false,
        _ => throw EndpointCall.Invalid("type", "must be input_eva or output_eva"),
    };

    private static string RulesOf(EndpointCall call, FlowValue body) => body["mapping_rules"] switch
    {
        { Kind: FlowValueKind.String } text => text.AsString()!,
        { Kind: FlowValueKind.Array } list => list.ToJson(),
        _ => call.Need("mapping_rules"),
    };

    // Masked before, not after: a mapping could carry a value to where its name tells nothing.
    private static async ValueTask<(FlowValue Context, FlowValue Input, FlowValue Output)> BorrowAsync(EndpointCall call)
    {
        if (call.Find("execution_id") is not { } execution)
        {
            return default;
        }

        var view = await call.Engine.GetAsync(execution, call.Aborted).ConfigureAwait(false) ??
            throw new FlowException(FlowErrorCodes.UnknownExecution, $"No execution '{execution}' is known.");
        var name = call.Find("task_name");
        var task = name is null ? null : view.Tasks.GetValueOrDefault(name) ??
            throw new FlowException(FlowErrorCodes.UnknownTask, $"The execution has no task '{name}', or the branch it is in has not begun.");
        var shown = call.Redaction;
        return (shown.Apply(view.Context), shown.Apply(task?.Input ?? default), shown.Apply(task?.Output ?? default));
    }

    private static FlowValue Either(FlowValue given, FlowValue borrowed) =>
        !given.IsMissing ? given : borrowed.IsMissing ? FlowValue.EmptyObject : borrowed;
}
