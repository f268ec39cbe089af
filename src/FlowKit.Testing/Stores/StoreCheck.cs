using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>One thing every store must do.</summary>
public sealed class StoreCheck
{
    private readonly Func<StoreProbe, ValueTask> _check;

    internal StoreCheck(string name, Func<StoreProbe, ValueTask> check)
    {
        Name = name;
        _check = check;
    }

    /// <summary>What is checked, in a sentence; unique among the checks.</summary>
    public string Name { get; }

    /// <summary>Checks a store of its own, and disposes it.</summary>
    /// <param name="newStore">
    /// Makes an empty store. The clock stands at a time after all that the check saves, and may be moved on by 400 days; a store forgets
    /// finished executions by it, and must keep at least 10,000 of them for an hour, and none for longer than a year.
    /// </param>
    /// <exception cref="StoreContractException">The store fails the check.</exception>
    public async ValueTask RunAsync(Func<TimeProvider, ValueTask<IStateStore>> newStore)
    {
        ArgumentNullException.ThrowIfNull(newStore);
        var time = new VirtualTime(StoreProbe.Now);
        var store = await newStore(time).ConfigureAwait(false);
        try
        {
            await _check(new StoreProbe(store, time)).ConfigureAwait(false);
        }
        finally
        {
            await StoreEnd.DisposeAsync(store).ConfigureAwait(false);
        }
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
