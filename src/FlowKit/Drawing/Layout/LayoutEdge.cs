namespace FlowKit.Drawing.Layout;

/// <summary>An edge between two nodes by their indexes.</summary>
/// <param name="From">The node it leaves.</param>
/// <param name="To">The node it leads to.</param>
/// <param name="Label">The room its label needs; no size for no label.</param>
/// <param name="IsDashed">It shares no way with edges that are not.</param>
internal readonly record struct LayoutEdge(int From, int To, Size Label, bool IsDashed = false)
{
    public bool HasLabel => Label.Width > 0;

    /// <summary>How many layers the edge leads down at least: a label stands in a layer of its own.</summary>
    public int Span => HasLabel ? 2 : 1;
}
