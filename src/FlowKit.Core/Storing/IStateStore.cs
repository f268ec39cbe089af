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

    /// <summary>The headers of every execution that has not ended or is owed something, in no order.</summary>
    IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The headers of what an engine must look at by itself: first the executions that are owed something, then those with a time
    /// (<see cref="ExecutionHeader.NextDue"/>), the earliest first. Those that only wait for news from outside are not among them. An engine
    /// reads as far as it needs, so a store for many executions reads no further than it is asked; without a say of its own it goes through
    /// <see cref="ListOpenAsync"/>.
    /// </summary>
    /// <param name="after">Null for all; else only those with a time after it that are owed nothing: where an earlier list was left.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    IAsyncEnumerable<ExecutionHeader> ListDueAsync(DateTimeOffset? after, CancellationToken cancellationToken) =>
        DueList.OfAsync(ListOpenAsync(cancellationToken), after, cancellationToken);

    /// <summary>Forgets an execution; false when its id is unknown.</summary>
    ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken);

    /// <summary>Removes the finished executions that are over the store's bounds, in batches; returns how many.</summary>
    ValueTask<int> PurgeAsync(CancellationToken cancellationToken);

    /// <summary>Keeps the text of a flow version; one that is kept already stays as it is.</summary>
    ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken);

    /// <summary>The text of a flow version; null when it was never kept.</summary>
    ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken);
}
