using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>One engine's part in the store under check.</summary>
internal sealed class SharedStoreMember(IStoreSession session, SharedStoreInbox inbox)
{
    public IStoreSession Session => session;

    public SharedStoreInbox Inbox => inbox;

    /// <summary>The session as a store.</summary>
    public StoreProbe Store { get; } = new(session);

    public ValueTask<LeaseState> RenewAsync() => session.RenewAsync(CancellationToken.None);

    public ValueTask<long> OwnerAsync(string id) => session.FindOwnerAsync(id, CancellationToken.None);

    public async ValueTask<List<string>> ClaimAsync(int limit = 100)
    {
        var claimed = await session.ClaimAsync(limit, CancellationToken.None).ConfigureAwait(false);
        StoreProbe.True(claimed.Count <= limit, $"a claim of {limit} at most took {claimed.Count}");
        return [.. claimed.Select(header => header.ExecutionId)];
    }

    /// <summary>Claims until there is no more.</summary>
    public async ValueTask<List<string>> ClaimAllAsync(int limit = 100)
    {
        var all = new List<string>();
        while (await ClaimAsync(limit).ConfigureAwait(false) is { Count: > 0 } claimed)
        {
            all.AddRange(claimed);
        }

        return all;
    }

    public async ValueTask ClaimsAsync(string ids, string what)
    {
        var claimed = await ClaimAllAsync().ConfigureAwait(false);
        claimed.Sort(StringComparer.Ordinal);
        StoreProbe.Same(ids, string.Join(',', claimed), what);
    }

    public ValueTask<bool> TrySendAsync(SharedStoreMember other, byte[] message) =>
        session.TrySendAsync(other.Session.Number, message, CancellationToken.None);

    public async ValueTask SendAsync(SharedStoreMember other, byte[] message) => StoreProbe.True(
        await TrySendAsync(other, message).ConfigureAwait(false), "a message to a session that lives must be sent");
}
