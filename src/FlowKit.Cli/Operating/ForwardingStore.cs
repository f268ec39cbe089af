using FlowKit.Storing;

namespace FlowKit.Cli.Operating;

/// <summary>Hands every call on.</summary>
internal abstract class ForwardingStore(IStateStore store) : IStateStore
{
    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) => store.TryCreateAsync(save, cancellationToken);

    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) => store.TrySaveAsync(save, cancellationToken);

    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        store.LoadAsync(executionId, cancellationToken);

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => store.ListOpenAsync(cancellationToken);

    public IAsyncEnumerable<ExecutionHeader> ListDueAsync(DateTimeOffset? after, CancellationToken cancellationToken) =>
        store.ListDueAsync(after, cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) =>
        store.TryDeleteAsync(executionId, cancellationToken);

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => store.PurgeAsync(cancellationToken);

    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken) => store.KeepFlowAsync(flow, cancellationToken);

    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        store.FindFlowAsync(flow, version, cancellationToken);
}
