using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>The shared store under check, with the words the checks are written in.</summary>
internal sealed class SharedStoreProbe(SharedStorePlace place) : IAsyncDisposable
{
    /// <summary>A lease that no check lets run out.</summary>
    public static readonly TimeSpan LongLease = TimeSpan.FromHours(1);

    private readonly List<ISharedStateStore> _stores = [];
    private readonly List<IStoreSession> _sessions = [];
    private readonly Lock _lock = new();

    public TimeSpan ShortLease => place.ShortLease;

    /// <summary>One more engine, with a store object of its own.</summary>
    public async ValueTask<SharedStoreMember> JoinAsync(TimeSpan? lease = null)
    {
        var store = await OpenAsync().ConfigureAwait(false);
        var inbox = new SharedStoreInbox();
        var session = await store.JoinAsync(new("contract", lease ?? LongLease, inbox), CancellationToken.None).ConfigureAwait(false);
        lock (_lock)
        {
            _sessions.Add(session);
        }

        return new(session, inbox);
    }

    public async ValueTask<ISharedStateStore> OpenAsync()
    {
        var store = await place.OpenAsync().ConfigureAwait(false);
        lock (_lock)
        {
            if (!_stores.Contains(store))
            {
                _stores.Add(store);
            }
        }

        return store;
    }

    /// <summary>Lets the short leases run out that were not renewed.</summary>
    public ValueTask LetLeaseRunOutAsync() => PassAsync(1.25);

    /// <summary>Lets so many short leases pass.</summary>
    public ValueTask PassAsync(double shortLeases) => place.PassAsync(ShortLease * shortLeases);

    /// <summary>A call that must be refused because the lease is lost.</summary>
    public static async ValueTask RefusedAsync(Func<ValueTask> call, string what)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (FlowException refused) when (refused.Code == FlowErrorCodes.LeaseLost)
        {
            return;
        }

        throw new StoreContractException($"{what} must be refused with {FlowErrorCodes.LeaseLost}");
    }

    /// <summary>A header of a running execution that is owed something, so that an engine takes it up.</summary>
    public static ExecutionHeader Owed(string id) => StoreProbe.Header(id) with { NeedsOwner = true };

    /// <summary>A header of an execution that has ended and is owed nothing.</summary>
    public static ExecutionHeader Over(string id) => StoreProbe.Ended(StoreProbe.Header(id), ExecutionStatus.Failed);

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var store in _stores)
        {
            await StoreEnd.DisposeAsync(store).ConfigureAwait(false);
        }
    }
}
