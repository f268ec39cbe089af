using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Telemetry;
using FlowKit.Values;

namespace FlowKit.Running;

/// <summary>
/// Runs <c>rillflow://workspace:dagName[:alias]</c>: starts the named flow with the task's input. The child's id is the id of the attempt, so that
/// a repeated dispatch starts nothing twice.
/// </summary>
internal sealed class SubFlowDispatcher : IDispatcher
{
    public const string Protocol = "rillflow";

    private IChildStarter? _starter;

    /// <summary>The engine the children run in.</summary>
    public void Attach(IChildStarter starter) => _starter = starter;

    public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        var waits = request.Pattern != TaskPattern.FlowAsync;
        var parent = new ParentLink(
            request.ExecutionId, request.Task, request.Epoch, request.Attempt, request.Depth + 1, request.RootExecutionId, waits);
        if (parent.Depth > request.DepthBound)
        {
            return DispatchOutcome.Failed(
                $"Sub-flows are nested deeper than {request.DepthBound}; does a flow call itself without a condition?",
                FlowErrorCodes.SubFlowTooDeep,
                retryable: false);
        }

        try
        {
            var name = request.Resource[(Protocol.Length + "://".Length)..];
            await StartAsync(_starter!, name, request, parent, cancellationToken).ConfigureAwait(false);
        }
        catch (FlowException refused) when (refused.Code == FlowErrorCodes.UnknownFlow || refused is FlowRefusedException)
        {
            return DispatchOutcome.Failed(refused.Message, refused.Code, retryable: false);
        }

        return waits
            ? DispatchOutcome.Accepted
            : DispatchOutcome.Succeeded(FlowValue.Object(("execution_id", request.IdempotencyKey)));
    }

    /// <summary>
    /// Starts the child, however long its store cannot be written: a fault of the store is no failure of the task. An engine that stops leaves
    /// it to the next one.
    /// </summary>
    private static async ValueTask StartAsync(
        IChildStarter starter, string flow, DispatchRequest request, ParentLink parent, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await starter.StartChildAsync(
                    flow, request.IdempotencyKey, request.Input, StartTrace.OfChild(request), parent, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (FlowException fault) when (StoreRetry.Passes(fault.Code))
            {
                await Task.Delay(StoreRetry.Wait(failures), starter.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (FlowException fault) when (fault.Code == FlowErrorCodes.EngineStopping)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, starter.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
