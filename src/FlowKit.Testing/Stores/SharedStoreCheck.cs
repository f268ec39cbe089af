namespace FlowKit.Testing.Stores;

/// <summary>One thing every store must do that several engines share.</summary>
public sealed class SharedStoreCheck
{
    private readonly Func<SharedStoreProbe, ValueTask> _check;

    internal SharedStoreCheck(string name, Func<SharedStoreProbe, ValueTask> check)
    {
        Name = name;
        _check = check;
    }

    /// <summary>What is checked, in a sentence; unique among the checks.</summary>
    public string Name { get; }

    /// <summary>Checks a store that holds nothing yet, and disposes what it opened.</summary>
    /// <exception cref="StoreContractException">The store fails the check.</exception>
    public async ValueTask RunAsync(SharedStorePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var probe = new SharedStoreProbe(place);
        await using (probe.ConfigureAwait(false))
        {
            await _check(probe).ConfigureAwait(false);
        }
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
