using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running;

/// <summary>Passes everything on to a store in memory; a test steps in where it wants to.</summary>
internal abstract class PassingStore : IStateStore
{
    private readonly InMemoryStateStore _inner = new(new(), TimeProvider.System);

    public virtual ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) => _inner.TryCreateAsync(save, cancellationToken);

    public virtual ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) => _inner.TrySaveAsync(save, cancellationToken);

    public virtual ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        _inner.LoadAsync(executionId, cancellationToken);

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => _inner.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => _inner.ListOpenAsync(cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) => _inner.TryDeleteAsync(executionId, cancellationToken);

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => _inner.PurgeAsync(cancellationToken);

    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken) => _inner.KeepFlowAsync(flow, cancellationToken);

    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        _inner.FindFlowAsync(flow, version, cancellationToken);
}
