namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>How the engine of a run is set up.</summary>
/// <param name="HotExecutions">0 makes it read the execution back before every event from outside.</param>
/// <param name="Snapshots">How often the whole state is saved.</param>
internal sealed record RunMode(int HotExecutions, SnapshotHabit Snapshots)
{
    public static readonly RunMode Usual = new(FlowEngineOptions.DefaultHotExecutions, SnapshotHabit.Never);

    public FlowEngineOptions Options => Snapshots switch
    {
        SnapshotHabit.Never => new() { HotExecutions = HotExecutions, SmallestSnapshot = long.MaxValue },
        SnapshotHabit.EverySecondSave => new() { HotExecutions = HotExecutions, SmallestSnapshot = 0, SnapshotGrowth = 0 },
        _ => new() { HotExecutions = HotExecutions, SmallestSnapshot = -1, SnapshotGrowth = -1 },
    };
}
