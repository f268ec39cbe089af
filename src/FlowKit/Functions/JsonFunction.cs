using FlowKit.Dispatching;
using FlowKit.Values;

namespace FlowKit.Functions;

/// <summary>Functions from JSON to JSON. One that completes at once allocates nothing but its outcome.</summary>
internal static class JsonFunction
{
    public static FlowFunction Of(Func<FlowValue, FlowValue> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return (request, _) => new(Answer(run(request.Input)));
    }

    public static FlowFunction Of(Func<FlowValue, CancellationToken, ValueTask<FlowValue>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return async (request, cancellationToken) => Answer(await run(request.Input, cancellationToken).ConfigureAwait(false));
    }

    private static DispatchOutcome Answer(FlowValue output) =>
        output.IsMissing ? DispatchOutcome.Succeeded() : DispatchOutcome.Succeeded(output);
}
