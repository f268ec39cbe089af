using FlowKit.Executions;
using FlowKit.Running;
using FlowKit.Storing;

namespace FlowKit;

/// <summary>Who waits for the end of an execution, and how they learn of it.</summary>
public sealed partial class FlowEngine
{
    bool IWriterHost.IsAwaited(string executionId) =>
        _awaited.ContainsKey(executionId) || _sharing?.IsWatched(executionId) == true;

    void IWriterHost.Ended(FlowResult result)
    {
        if (_awaited.TryRemove(result.ExecutionId, out var execution))
        {
            execution.End(result);
        }

        _sharing?.Ended(result.ExecutionId);
    }

    /// <summary>Ends the wait for an execution that has ended already; refuses the wait for one nobody knows.</summary>
    private async ValueTask AwaitStoredAsync(FlowExecution execution, CancellationToken cancellationToken)
    {
        var stored = await LoadAsync(execution.Id, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            _awaited.TryRemove(KeyValuePair.Create(execution.Id, execution));
            throw Refusals.Unknown(execution.Id);
        }

        await TellEndAsync(stored).ConfigureAwait(false);
    }

    /// <summary>Tells of the end of an execution that is on record; false when it has not ended.</summary>
    private async ValueTask<bool> TellEndAsync(StoredExecution stored)
    {
        if (!stored.Header.Status.IsEnded())
        {
            return false;
        }

        var plan = await _services.Plans.OfAsync(stored.Header).ConfigureAwait(false);
        ((IWriterHost)this).Ended(Views.Result(plan, ExecutionLoader.Read(stored, plan)));
        return true;
    }
}
