using FlowKit.Drawing.Layout;

namespace FlowKit.Drawing;

/// <summary>A task with its place in its group.</summary>
/// <param name="Task">The task.</param>
/// <param name="Box">Its place, or only its size as long as that is not known.</param>
/// <param name="Inner">What stands inside it.</param>
internal sealed record PlacedTask(DrawnTask Task, Box Box, PlacedBranch[] Inner);
