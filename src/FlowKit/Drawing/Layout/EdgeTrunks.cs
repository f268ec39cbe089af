namespace FlowKit.Drawing.Layout;

/// <summary>
/// Which bends edges share: those that leave one node, or those that enter one, whichever are more. Edges that share a way have an end in
/// common, so that nobody takes one for another.
/// </summary>
internal sealed class EdgeTrunks
{
    private readonly Dictionary<(bool Leaving, int Node, bool IsDashed, int Layer), int> _bends = [];
    private readonly Dictionary<int, int> _leaving = [];
    private readonly Dictionary<int, int> _entering = [];

    public EdgeTrunks(IReadOnlyList<LayoutEdge> edges, int[] layers)
    {
        foreach (var edge in edges)
        {
            if (layers[edge.To] - layers[edge.From] > 1)
            {
                _leaving[edge.From] = _leaving.GetValueOrDefault(edge.From) + 1;
                _entering[edge.To] = _entering.GetValueOrDefault(edge.To) + 1;
            }
        }
    }

    /// <summary>The bend of an edge in a layer, made when nobody has it yet.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="layer">A layer it passes.</param>
    /// <param name="labelled">The layer its label stands in: edges go apart there. Less than 0 for no label.</param>
    /// <param name="make">Makes the bend.</param>
    public int Find(LayoutEdge edge, int layer, int labelled, Func<int> make)
    {
        var leaving = labelled < 0 ? _leaving[edge.From] >= _entering[edge.To] : layer < labelled;
        var key = (leaving, leaving ? edge.From : edge.To, edge.IsDashed, layer);
        if (!_bends.TryGetValue(key, out var bend))
        {
            _bends.Add(key, bend = make());
        }

        return bend;
    }
}
