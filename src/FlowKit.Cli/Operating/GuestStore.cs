using FlowKit.Storing;

namespace FlowKit.Cli.Operating;

/// <summary>
/// A shared store for an engine that is only a guest there: it takes what it is asked about, and never claims what belongs to nobody, for it
/// lacks the functions of the hosts.
/// </summary>
internal sealed class GuestStore(ISharedStateStore store) : ForwardingStore(store), ISharedStateStore
{
    /// <summary>The store as a guest sees it; one that is not shared is its opener's alone.</summary>
    public static IStateStore Of(IStateStore store) => store is ISharedStateStore shared ? new GuestStore(shared) : store;

    public async ValueTask<IStoreSession> JoinAsync(StoreMember member, CancellationToken cancellationToken) =>
        new GuestSession(await store.JoinAsync(member, cancellationToken).ConfigureAwait(false));

    private sealed class GuestSession(IStoreSession session) : ForwardingStore(session), IStoreSession
    {
        public long Number => session.Number;

        public ValueTask<LeaseState> RenewAsync(CancellationToken cancellationToken) => session.RenewAsync(cancellationToken);

        public ValueTask<IReadOnlyList<ExecutionHeader>> ClaimAsync(int limit, CancellationToken cancellationToken) => new([]);

        public ValueTask<long> FindOwnerAsync(string executionId, CancellationToken cancellationToken) =>
            session.FindOwnerAsync(executionId, cancellationToken);

        public ValueTask<bool> TrySendAsync(long receiver, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
            session.TrySendAsync(receiver, message, cancellationToken);

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }
}
