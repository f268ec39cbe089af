using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Secrets;
using FlowKit.Values;

namespace FlowKit.Steps;

/// <summary>
/// Runs the code of steps: finds it by the address, renders the texts, and makes an output of what was set. Adding replaces the table and
/// never changes it, so that a dispatch reads it without a lock.
/// </summary>
internal sealed class StepDispatcher : IDispatcher
{
    private Dictionary<string, StepCode> _steps = new(StringComparer.Ordinal);
    private IVariableResolver[] _resolvers = [];
    private FlowEngine? _engine;

    /// <summary>What is not shown.</summary>
    public Redaction Redaction { get; set; } = Redaction.Default;

    /// <summary>The engine the steps run in.</summary>
    public void Attach(FlowEngine engine) => _engine = engine;

    /// <summary>A flow that is added again brings its code anew.</summary>
    public void Add(string key, StepCode code) =>
        Volatile.Write(ref _steps, new(_steps, StringComparer.Ordinal) { [key] = code });

    public void Add(IVariableResolver resolver) => Volatile.Write(ref _resolvers, [.. _resolvers, resolver]);

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        var key = StepAddress.KeyOf(request);
        return Volatile.Read(ref _steps).TryGetValue(key, out var code)
            ? RunAsync(code, request, cancellationToken)
            : new(DispatchOutcome.Failed(
                $"No code is known for the step '{key}'. Add its flow with AddFlow.", FlowErrorCodes.UnknownStep, retryable: false));
    }

    private async ValueTask<DispatchOutcome> RunAsync(StepCode code, DispatchRequest request, CancellationToken cancellationToken)
    {
        var texts = new StepTexts(request);
        await texts.AskAsync(Volatile.Read(ref _resolvers), cancellationToken).ConfigureAwait(false);
        var (parameters, rendered, failure) = texts.Fill(StepAddress.MissingOf(request), Redaction);
        if (failure is not null)
        {
            return failure;
        }

        var step = new StepContext(request, parameters, _engine!);
        try
        {
            return Outcome(step, await code(step, cancellationToken).ConfigureAwait(false), rendered);
        }
        catch (Exception exception) when (!rendered.IsMissing && exception is not OperationCanceledException)
        {
            // What the attempt was given is kept with its failure.
            return exception is FlowException fault
                ? DispatchOutcome.Failed(fault.Message, fault.Code, Detail(rendered))
                : DispatchOutcome.Failed($"{exception.GetType().Name}: {exception.Message}", detail: Detail(rendered));
        }
    }

    private static DispatchOutcome Outcome(StepContext step, DispatchOutcome outcome, FlowValue rendered) => outcome switch
    {
        DispatchOutcome.Answered answer => answer with { Output = step.Output(AsObject(answer.Output), rendered) },
        DispatchOutcome.Broken { Failure: { } failure } broken when !rendered.IsMissing => broken with { Failure = WithDetail(failure, rendered) },
        _ => outcome,
    };

    private static FlowFailure WithDetail(FlowFailure failure, FlowValue rendered) => failure with { Detail = Detail(rendered) };

    private static FlowValue Detail(FlowValue rendered) => FlowValue.Object((StepMappings.Rendered, rendered));

    // Anything but an object stands under data, as for every task.
    private static FlowValue AsObject(FlowValue given) => given.Kind switch
    {
        FlowValueKind.Object => given,
        FlowValueKind.Missing or FlowValueKind.Null => default,
        _ => FlowValue.Object(("data", given)),
    };
}
