namespace FlowKit.Drawing;

/// <summary>A task of a picture.</summary>
/// <param name="Name">Its name; unique in the picture.</param>
/// <param name="Shape">What it looks like.</param>
/// <param name="Caption">What it does, in a few words.</param>
/// <param name="Groups">What stands inside it: one group for a loop, one per branch for a choice, else none.</param>
/// <param name="State">Where its instances stand, or what becomes of it; null when there is nothing to say.</param>
internal sealed record DrawnTask(
    string Name, TaskShape Shape, DrawnText Caption, IReadOnlyList<DrawnGroup> Groups, DrawnState? State)
{
    public bool IsBox => Groups.Count > 0;
}
