using FlowKit.Storing;

namespace FlowKit.Stores;

/// <summary>Passes everything on to another store, one in memory unless it is told otherwise; a test steps in where it wants to.</summary>
internal abstract class PassingStore(IStateStore inner) : IStateStore
{
    protected PassingStore()
        : this(new InMemoryStateStore(new(), TimeProvider.System))
    {
    }

    public virtual ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) => inner.TryCreateAsync(save, cancellationToken);

    public virtual ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) => inner.TrySaveAsync(save, cancellationToken);

    public virtual ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        inner.LoadAsync(executionId, cancellationToken);

    public virtual ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => inner.ListOpenAsync(cancellationToken);

    public virtual IAsyncEnumerable<ExecutionHeader> ListDueAsync(DateTimeOffset? after, CancellationToken cancellationToken) =>
        inner.ListDueAsync(after, cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) => inner.TryDeleteAsync(executionId, cancellationToken);

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => inner.PurgeAsync(cancellationToken);

    public virtual ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken) => inner.KeepFlowAsync(flow, cancellationToken);

    public virtual ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        inner.FindFlowAsync(flow, version, cancellationToken);
}
