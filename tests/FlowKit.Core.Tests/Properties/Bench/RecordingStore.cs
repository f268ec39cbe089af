using FlowKit.Storing;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>A store in memory that keeps a copy of every save.</summary>
internal sealed class RecordingStore(TimeProvider time, DateTimeOffset start, Func<int> calls) : IStateStore
{
    private readonly InMemoryStateStore _inner = new(new FlowEngineOptions { KeptExecutions = int.MaxValue, KeptFor = TimeSpan.MaxValue }, time);

    public List<SavedBytes> Saves { get; } = [];

    /// <summary>Puts saves there that another engine made.</summary>
    public void Restore(string executionId, IEnumerable<SavedBytes> saves)
    {
        foreach (var save in saves)
        {
            var request = save.Request(executionId);
            var kept = save.Version == 1
                ? _inner.TryCreateAsync(request, CancellationToken.None)
                : _inner.TrySaveAsync(request, CancellationToken.None);
            Assert.True(Guard.Result(kept.AsTask()));
        }
    }

    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Keep(save);
        return _inner.TryCreateAsync(save, cancellationToken);
    }

    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Keep(save);
        return _inner.TrySaveAsync(save, cancellationToken);
    }

    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        _inner.LoadAsync(executionId, cancellationToken);

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) =>
        _inner.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => _inner.ListOpenAsync(cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) =>
        _inner.TryDeleteAsync(executionId, cancellationToken);

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => _inner.PurgeAsync(cancellationToken);

    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken) => _inner.KeepFlowAsync(flow, cancellationToken);

    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        _inner.FindFlowAsync(flow, version, cancellationToken);

    private void Keep(SaveRequest save) => Saves.Add(SavedBytes.Of(save, (time.GetUtcNow() - start).Ticks) with { CallsBefore = calls() });
}
