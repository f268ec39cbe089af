using System.Globalization;
using FlowKit.PostgreSql;
using FlowKit.Stores;
using FlowKit.Storing;

namespace FlowKit.CrashHost;

/// <summary>A shared store that tells of its sessions and of what they are refused.</summary>
internal sealed class WatchedStore(PostgreSqlStateStore store, Gate gate, Wire wire) : PassingStore(store), ISharedStateStore, IAsyncDisposable
{
    public async ValueTask<IStoreSession> JoinAsync(StoreMember member, CancellationToken cancellationToken)
    {
        var session = await store.JoinAsync(member, cancellationToken);
        wire.Tell("session", session.Number.ToString(CultureInfo.InvariantCulture));
        return new WatchedSession(session, gate, wire);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
