namespace FlowKit.Tests.Testing;

/// <summary>What a store may do wrong.</summary>
public enum StoreFlaw
{
    KeepsNoNewExecution,
    TakesAnIdTwice,
    TakesAnyVersion,
    CreatesOnSave,
    FindsTheUnknown,
    ReversesSaves,
    LosesTheFirstDelta,
    ForgetsSnapshots,
    IgnoresNewHeaders,
    CutsTicks,
    KeepsTheCallersBytes,
    CutsLargeBytes,
    DropsHighBits,
    FoldsCase,
    DeletesNothing,
    RevivesOldSaves,
    MixesExecutions,
    ListsOldestFirst,
    IgnoresLimit,
    IgnoresFilters,
    PagesByCount,
    PagesByTime,
    HasOnePage,
    ListsTheFirstHeader,
    OpenIgnoresOwed,
    OpenStopsAtThousand,
}
