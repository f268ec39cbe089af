namespace FlowKit.Storing;

/// <summary>Keeps the states of executions. What a call reports as done survives whatever the store promises to survive.</summary>
/// <remarks>
/// Safe to call from many threads. A store never looks into the bytes. A failure to reach the store is a
/// <see cref="Errors.FlowException"/> with a FLOW5 code; the engine tries the save again.
/// </remarks>
public interface IStateStore
{
    /// <summary>Keeps a new execution with version 1; false, and nothing changed, when its id is known already.</summary>
    ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken);

    /// <summary>Keeps a save; false, and nothing changed, when the version before it is not the last, or the execution is unknown.</summary>
    ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken);

    /// <summary>The execution with all that is needed to go on; null when its id is unknown.</summary>
    ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken);

    /// <summary>The headers that meet the query, newest first unless it says otherwise. The cursor fits the order it was given for.</summary>
    ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken);

    /// <summary>The headers of every execution that has not ended or is owed something: what an engine takes up when it starts.</summary>
    IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>Forgets an execution; false when its id is unknown.</summary>
    ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken);

    /// <summary>Removes the finished executions that are over the store's bounds, in batches; returns how many.</summary>
    ValueTask<int> PurgeAsync(CancellationToken cancellationToken);

    /// <summary>Keeps the text of a flow version; one that is kept already stays as it is.</summary>
    ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken);

    /// <summary>The text of a flow version; null when it was never kept.</summary>
    ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken);
}
