using FlowKit.Drawing.Layout;

namespace FlowKit.Drawing;

/// <summary>A group inside a task.</summary>
/// <param name="Frame">The frame around it, from the corner of the task.</param>
/// <param name="Group">The group.</param>
/// <param name="Offset">From the corner of the frame to that of the group.</param>
internal sealed record PlacedBranch(Box Frame, PlacedGroup Group, Size Offset);
