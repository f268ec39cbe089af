namespace FlowKit.Drawing.Layout;

/// <summary>Nodes that edges connect, and those edges, by their indexes in the whole graph.</summary>
internal sealed class GraphPart(Dictionary<int, int> places)
{
    public List<int> Nodes { get; } = [];

    public List<int> Edges { get; } = [];

    public void Add(int node)
    {
        places[node] = Nodes.Count;
        Nodes.Add(node);
    }

    /// <summary>The index of a node within the part.</summary>
    public int Place(int node) => places[node];
}
