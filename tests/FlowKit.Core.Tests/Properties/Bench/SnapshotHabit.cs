namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>How often the engine of a run saves the whole state.</summary>
internal enum SnapshotHabit
{
    Never,
    EverySecondSave,
    EverySave,
}
