using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Functions;

namespace FlowKit.Cli.Running;

/// <summary>Stands for the functions and script delegates of a host, which the tool does not have.</summary>
/// <param name="verb">Who does not have them.</param>
/// <param name="cure">What to do about it, for a task by its name.</param>
internal sealed class MissingFunctions(string verb, Func<string, string> cure) : IDispatcher
{
    public static readonly IReadOnlyList<string> Protocols = [FunctionDispatcher.Protocol, "script"];

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) => new(DispatchOutcome.Failed(
        $"'{request.Resource}' is code of a host, which '{verb}' does not have. {cure(request.TaskName)}",
        FlowErrorCodes.UnknownFunction,
        retryable: false));
}
