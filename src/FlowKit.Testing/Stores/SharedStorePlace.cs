using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>Where a shared store is checked: one place, such as a database of its own, that several store objects are opened on.</summary>
/// <param name="OpenAsync">
/// Opens the place, as one more process would: the same place again for every call, empty before the first. What implements
/// <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/> is disposed with the check; the same object given twice is disposed once.
/// </param>
/// <param name="PassAsync">Lets at least so much time pass for the store.</param>
/// <param name="ShortLease">
/// How long the leases last that a check lets run out. With a clock of the real world it says how patient the checks are with a busy machine:
/// a second or more.
/// </param>
public sealed record SharedStorePlace(
    Func<ValueTask<ISharedStateStore>> OpenAsync, Func<TimeSpan, ValueTask> PassAsync, TimeSpan ShortLease)
{
    /// <summary>A store in virtual time.</summary>
    /// <param name="newStore">Makes the store, which must go by the clock it is given.</param>
    public static SharedStorePlace InVirtualTime(Func<TimeProvider, ISharedStateStore> newStore)
    {
        ArgumentNullException.ThrowIfNull(newStore);
        var time = new VirtualTime(StoreProbe.Now);
        var store = newStore(time);
        return new(
            () => new(store),
            span =>
            {
                time.Advance(span);
                return ValueTask.CompletedTask;
            },
            TimeSpan.FromSeconds(1));
    }
}
