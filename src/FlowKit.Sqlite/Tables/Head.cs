namespace FlowKit.Sqlite.Tables;

/// <summary>Where an execution stands in the log.</summary>
/// <param name="No">Its number; 0 when it is gone.</param>
/// <param name="Version">The version of its last save.</param>
/// <param name="Seq">The place of its last save.</param>
/// <param name="IsOpen">Whether an engine has still to do with it.</param>
/// <param name="IsAhead">Its row in the table does not say so yet.</param>
internal readonly record struct Head(long No, long Version, long Seq, bool IsOpen, bool IsAhead)
{
    public bool IsGone => No == 0;
}
