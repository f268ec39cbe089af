using FlowKit.Storing;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>
/// A store that cannot be reached every now and then: a save is refused before it was made, or made and the answer lost. Given a chance
/// of null it behaves.
/// </summary>
internal sealed class FlakyStore(IStateStore inner, Random? chance) : IStateStore
{
    private readonly Lock _lock = new();

    /// <summary>How many calls failed.</summary>
    public int Failures { get; private set; }

    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Fail(oneIn: 4);
        var created = inner.TryCreateAsync(save, cancellationToken);
        Fail(oneIn: 6);
        return created;
    }

    public async ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Fail(oneIn: 4);
        var saved = await inner.TrySaveAsync(save, cancellationToken);
        Fail(oneIn: 6);
        return saved;
    }

    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken)
    {
        Fail(oneIn: 6);
        return inner.LoadAsync(executionId, cancellationToken);
    }

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => inner.ListOpenAsync(cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) =>
        inner.TryDeleteAsync(executionId, cancellationToken);

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => inner.PurgeAsync(cancellationToken);

    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken) => inner.KeepFlowAsync(flow, cancellationToken);

    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        inner.FindFlowAsync(flow, version, cancellationToken);

    private void Fail(int oneIn)
    {
        lock (_lock)
        {
            if (chance?.Next(oneIn) == 0)
            {
                Failures++;
                throw new IOException("The store cannot be reached.");
            }
        }
    }
}
