namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>How the engine of a run is set up.</summary>
/// <param name="HotExecutions">0 makes it read the execution back before every event from outside.</param>
/// <param name="Snapshots">How often the whole state is saved.</param>
internal sealed record RunMode(int HotExecutions, SnapshotHabit Snapshots)
{
    public static readonly RunMode Usual = new(FlowEngineOptions.DefaultHotExecutions, SnapshotHabit.Never);

    /// <summary>What the optimiser may do.</summary>
    public PlanPasses Passes { get; init; } = PlanPasses.All;

    /// <summary>Whoever starts it waits for the end, and gives no id.</summary>
    public bool IsAwaited { get; init; }

    public FlowEngineOptions Options
    {
        get
        {
            var options = new FlowEngineOptions { HotExecutions = HotExecutions, PlanPasses = Passes };
            return Snapshots switch
            {
                SnapshotHabit.Never => options with { SmallestSnapshot = long.MaxValue },
                SnapshotHabit.EverySecondSave => options with { SmallestSnapshot = 0, SnapshotGrowth = -1 },
                _ => options with { SmallestSnapshot = -1, SnapshotGrowth = -1 },
            };
        }
    }
}
