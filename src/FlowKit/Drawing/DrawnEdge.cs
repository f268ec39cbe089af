namespace FlowKit.Drawing;

/// <summary>An arrow from one task of a group to another.</summary>
/// <param name="From">The index of the task it leaves.</param>
/// <param name="To">The index of the task it leads to.</param>
/// <param name="IsInferred">Nobody wrote it: it follows from data.</param>
/// <param name="Label">When a switch opens it; null for always.</param>
internal sealed record DrawnEdge(int From, int To, bool IsInferred, DrawnText? Label);
