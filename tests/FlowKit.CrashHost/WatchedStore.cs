using System.Globalization;
using FlowKit.PostgreSql;
using FlowKit.Storing;

namespace FlowKit.CrashHost;

/// <summary>A shared store that tells of its sessions and of what they are refused.</summary>
internal sealed class WatchedStore(PostgreSqlStateStore store, Gate gate, Wire wire) : ISharedStateStore, IAsyncDisposable
{
    public async ValueTask<IStoreSession> JoinAsync(StoreMember member, CancellationToken cancellationToken)
    {
        var session = await store.JoinAsync(member, cancellationToken);
        wire.Tell("session", session.Number.ToString(CultureInfo.InvariantCulture));
        return new WatchedSession(session, gate, wire);
    }

    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) => store.TryCreateAsync(save, cancellationToken);

    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) => store.TrySaveAsync(save, cancellationToken);

    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        store.LoadAsync(executionId, cancellationToken);

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => store.ListOpenAsync(cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) =>
        store.TryDeleteAsync(executionId, cancellationToken);

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => store.PurgeAsync(cancellationToken);

    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken) => store.KeepFlowAsync(flow, cancellationToken);

    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        store.FindFlowAsync(flow, version, cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
