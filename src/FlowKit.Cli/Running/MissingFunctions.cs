using FlowKit.Dispatching;
using FlowKit.Errors;

namespace FlowKit.Cli.Running;

/// <summary>Stands for the functions of a host, which the tool does not have.</summary>
internal sealed class MissingFunctions : IDispatcher
{
    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) => new(DispatchOutcome.Failed(
        $"'{request.Resource}' is a function of a host, and 'flowkit run' has none. Answer the task '{request.TaskName}' with --stubs FILE.",
        FlowErrorCodes.UnknownFunction,
        retryable: false));
}
