namespace FlowKit.Testing.Stores;

/// <summary>
/// What every <see cref="Storing.ISharedStateStore"/> must do beside <see cref="StateStoreContract"/>, as checks for any test framework: run
/// each of them against your store, and those of <see cref="StateStoreContract"/> against a session of it too.
/// </summary>
public static class SharedStoreContract
{
    /// <summary>Every check, in a fixed order.</summary>
    public static IReadOnlyList<SharedStoreCheck> All { get; } =
        [.. LeaseChecks.All, .. FencingChecks.All, .. ClaimChecks.All, .. OwnerChecks.All, .. MessageChecks.All];
}
