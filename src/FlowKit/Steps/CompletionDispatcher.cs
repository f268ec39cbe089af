using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Steps;

/// <summary>Tells the host's delegates of the end of executions: <c>completion://name</c>.</summary>
internal sealed class CompletionDispatcher : IDispatcher
{
    public const string Protocol = "completion";

    private Dictionary<string, FlowCompletion> _completions = new(StringComparer.Ordinal);
    private FlowEngine? _engine;

    public void Attach(FlowEngine engine) => _engine = engine;

    public void Add(string name, FlowCompletion completion)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(completion);
        var completions = new Dictionary<string, FlowCompletion>(_completions, StringComparer.Ordinal);
        if (!completions.TryAdd(name, completion))
        {
            throw new ArgumentException($"A completion '{name}' is registered already. Give this one another name.", nameof(name));
        }

        Volatile.Write(ref _completions, completions);
    }

    public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        var name = request.Resource[$"{Protocol}://".Length..];
        if (!Volatile.Read(ref _completions).TryGetValue(name, out var completion))
        {
            return DispatchOutcome.Failed(
                $"No completion '{name}' is registered. Register it with AddCompletion(\"{name}\", ...).", FlowErrorCodes.UnknownCompletion, retryable: false);
        }

        // Taken away meanwhile: there is nothing to tell of any more.
        if (await _engine!.GetAsync(request.ExecutionId, cancellationToken).ConfigureAwait(false) is { } execution)
        {
            await completion(execution.Status == ExecutionStatus.Succeed, execution, cancellationToken).ConfigureAwait(false);
        }

        return DispatchOutcome.Succeeded();
    }
}
