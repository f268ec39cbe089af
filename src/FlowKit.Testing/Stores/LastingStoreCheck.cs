using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>One thing every store must do whose executions outlive it.</summary>
public sealed class LastingStoreCheck
{
    private readonly Func<LastingStoreProbe, ValueTask> _check;

    internal LastingStoreCheck(string name, Func<LastingStoreProbe, ValueTask> check)
    {
        Name = name;
        _check = check;
    }

    /// <summary>What is checked, in a sentence; unique among the checks.</summary>
    public string Name { get; }

    /// <summary>Checks the stores of one place, one after the other, and disposes each before the next is opened.</summary>
    /// <param name="open">
    /// Opens the store of a place that is empty the first time, and as the store before left it later. The clock is as in
    /// <see cref="StoreCheck.RunAsync"/>, one and the same each time.
    /// </param>
    /// <exception cref="StoreContractException">The store fails the check.</exception>
    public async ValueTask RunAsync(Func<TimeProvider, ValueTask<IStateStore>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        var time = new VirtualTime(StoreProbe.Now);
        var probe = new LastingStoreProbe(open, time, await open(time).ConfigureAwait(false));
        await using (probe.ConfigureAwait(false))
        {
            await _check(probe).ConfigureAwait(false);
        }
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
