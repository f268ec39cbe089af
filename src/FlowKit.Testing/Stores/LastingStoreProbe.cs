using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>The store that is open at a place, and the next one there.</summary>
internal sealed class LastingStoreProbe(Func<TimeProvider, ValueTask<IStateStore>> open, VirtualTime time, IStateStore first) : IAsyncDisposable
{
    /// <summary>The store that is open.</summary>
    public StoreProbe Now { get; private set; } = new(first, time);

    public async ValueTask RestartAsync()
    {
        await StoreEnd.DisposeAsync(Now.Store).ConfigureAwait(false);
        Now = new(await open(time).ConfigureAwait(false), time);
    }

    public ValueTask DisposeAsync() => StoreEnd.DisposeAsync(Now.Store);
}
