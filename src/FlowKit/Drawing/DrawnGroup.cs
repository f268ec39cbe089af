namespace FlowKit.Drawing;

/// <summary>Tasks that stand together: the top level, the body of a loop, a branch of a choice.</summary>
/// <param name="Caption">The condition of a branch; null for the others.</param>
/// <param name="Tasks">The tasks in the order they were written.</param>
/// <param name="Edges">Between them, by their indexes.</param>
internal sealed record DrawnGroup(DrawnText? Caption, IReadOnlyList<DrawnTask> Tasks, IReadOnlyList<DrawnEdge> Edges);
