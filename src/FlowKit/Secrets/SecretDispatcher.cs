using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Running;
using FlowKit.Steps;
using FlowKit.Values;

namespace FlowKit.Secrets;

/// <summary>
/// Stands before a dispatcher and puts secrets in place, so that the request it hands on is the only one that holds them; what comes back is
/// searched for them, so that an executor that repeats what it was sent does not carry one into a store.
/// </summary>
internal sealed class SecretDispatcher(IDispatcher inner, ISecretProvider provider, SecretScrubber scrubber, bool forForeignFlows) : IDispatcher
{
    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
        request.Secrets is { } places ? FillAsync(request, places, cancellationToken) : inner.DispatchAsync(request, cancellationToken);

    private async ValueTask<DispatchOutcome> FillAsync(DispatchRequest request, SecretPlaces places, CancellationToken cancellationToken)
    {
        if (WhyRefused(request) is { } reason)
        {
            return DispatchOutcome.Failed(reason, FlowErrorCodes.SecretRefused, retryable: false);
        }

        // Data may have been written over what the author wrote.
        var written = places.Inputs.Where(one => At(request.Input, one.Place) == one.Written).ToList();
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in NamesIn(request, places, written))
        {
            var (secret, failure) = await GetAsync(request, name, cancellationToken).ConfigureAwait(false);
            if (failure is not null)
            {
                return failure;
            }

            secrets.Add(name, secret!);
        }

        scrubber.Learn(secrets.Values);
        return await SendAsync(Filled(request, places, written, InText(secrets)), secrets.Values, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<DispatchOutcome> SendAsync(
        DispatchRequest request, IReadOnlyCollection<string> secrets, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await inner.DispatchAsync(request, cancellationToken).ConfigureAwait(false);
            return SecretScrubber.Clean(outcome, secrets);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && SecretScrubber.IsIn(exception.Message, secrets))
        {
            return DispatchOutcome.Failed(SecretScrubber.Clean($"{exception.GetType().Name}: {exception.Message}", secrets));
        }
    }

    private async ValueTask<(string? Secret, DispatchOutcome? Failure)> GetAsync(
        DispatchRequest request, string name, CancellationToken cancellationToken)
    {
        try
        {
            var asked = new SecretRequest(name, request.Flow, request.TaskName, request.Protocol, request.IsFlowForeign);
            var secret = await provider.GetAsync(asked, cancellationToken).ConfigureAwait(false);
            return secret is not null
                ? (secret, null)
                : (null, DispatchOutcome.Failed($"No secret '{name}' is known for this task.", FlowErrorCodes.SecretUnknown, retryable: false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return (null, DispatchOutcome.Failed(
                $"The secret '{name}' could not be had: the provider threw {exception.GetType().Name}.", FlowErrorCodes.SecretUnavailable));
        }
    }

    // The texts of a step are filled once more, where a dollar sign in a secret must stay one.
    private Func<string, string> InText(Dictionary<string, string> secrets) => inner is StepDispatcher
        ? name => secrets[name].Replace("$", "$$", StringComparison.Ordinal)
        : name => secrets[name];

    private string? WhyRefused(DispatchRequest request) =>
        request.Protocol == SubFlowDispatcher.Protocol
            ? "The input of a sub-flow is stored, so no secret goes into it. Refer to the secret in the tasks of the sub-flow."
        : request.IsFlowForeign && !forForeignFlows
            ? "The flow was added from outside, and this host gives its secrets to its own flows only."
        : null;

    private static SortedSet<string> NamesIn(
        DispatchRequest request, SecretPlaces places, List<(PathSegment[] Place, FlowValue Written)> inputs)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        inputs.ForEach(one => SecretText.AddNames(one.Written, names));
        if (places.InAddress)
        {
            SecretText.AddNames(request.Resource, names);
            SecretText.AddNames(request.InlineResource, names);
        }

        return names;
    }

    private static DispatchRequest Filled(
        DispatchRequest request,
        SecretPlaces places,
        List<(PathSegment[] Place, FlowValue Written)> inputs,
        Func<string, string> secretOf)
    {
        var input = new ValueEditor(request.Input);
        foreach (var (place, written) in inputs)
        {
            input.TryWrite(place, SecretText.Fill(written, secretOf), out _);
        }

        return places.InAddress
            ? new(
                request,
                input.Snapshot(),
                SecretText.Fill(request.Resource, name => Uri.EscapeDataString(secretOf(name))),
                SecretText.Fill(request.InlineResource, secretOf))
            : new(request, input.Snapshot(), request.Resource, request.InlineResource);
    }

    private static FlowValue At(FlowValue value, PathSegment[] place)
    {
        foreach (var segment in place)
        {
            value = segment.Name is { } name ? value[name] : value[segment.Index];
        }

        return value;
    }
}
