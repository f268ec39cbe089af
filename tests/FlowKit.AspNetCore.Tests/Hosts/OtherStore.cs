using System.Buffers;
using FlowKit.Storing;

namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>A store that outlives the process as far as the engine can tell, and shows the bytes it keeps.</summary>
internal sealed class OtherStore(FlowEngineOptions options, TimeProvider time) : IStateStore
{
    private readonly InMemoryStateStore _inner = new(options, time);
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>All that was ever saved, one after another.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_bytes)
            {
                return _bytes.WrittenSpan.ToArray();
            }
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

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => _inner.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => _inner.ListOpenAsync(cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) =>
        _inner.TryDeleteAsync(executionId, cancellationToken);

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => _inner.PurgeAsync(cancellationToken);

    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken) => _inner.KeepFlowAsync(flow, cancellationToken);

    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        _inner.FindFlowAsync(flow, version, cancellationToken);

    private void Keep(SaveRequest save)
    {
        lock (_bytes)
        {
            _bytes.Write(save.Bytes.Span);
        }
    }
}
