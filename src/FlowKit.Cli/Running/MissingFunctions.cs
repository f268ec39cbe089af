using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Functions;

namespace FlowKit.Cli.Running;

/// <summary>Stands for the functions and script delegates of a host, which the tool does not have.</summary>
internal sealed class MissingFunctions : IDispatcher
{
    public static readonly IReadOnlyList<string> Protocols = [FunctionDispatcher.Protocol, "script"];

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) => new(DispatchOutcome.Failed(
        $"'{request.Resource}' is code of a host, which 'flowkit run' does not have. Answer the task '{request.TaskName}' with --stubs FILE.",
        FlowErrorCodes.UnknownFunction,
        retryable: false));
}
