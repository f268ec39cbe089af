namespace FlowKit.Testing.Stores;

/// <summary>
/// What every <see cref="Storing.IStateStore"/> must do, as checks for any test framework: run each of them against your store. One whose
/// executions outlive it has <see cref="LastingStoreContract"/> too.
/// </summary>
public static class StateStoreContract
{
    /// <summary>Every check, in a fixed order.</summary>
    public static IReadOnlyList<StoreCheck> All { get; } = [.. SavingChecks.All, .. ListingChecks.All, .. FindingChecks.All, .. KeepingChecks.All, .. RacingChecks.All];
}
