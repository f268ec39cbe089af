namespace FlowKit.Drawing.Layout;

/// <summary>
/// A graph in layers: an edge over several layers has a bend in each layer it passes, one with a label has the label there, so that every
/// link leads from one layer to the next. Vertices are the nodes, by their indexes, then labels and bends. Long edges from one node, or to
/// one, share their bends.
/// </summary>
internal sealed class LayerGraph
{
    /// <summary>The room an edge that passes a layer needs.</summary>
    private const double BendWidth = 2;

    /// <summary>How many bends the edges of a drawing may pass. Those that are too long then are drawn straight, behind the nodes, without label.</summary>
    private const int MostBends = 60_000;

    private readonly List<Size> _sizes;
    private readonly List<int> _layerOf;
    private readonly HashSet<(int, int)> _links = [];
    private readonly int _nodes;

    private LayerGraph(IReadOnlyList<Size> nodes, int[] layers)
    {
        _sizes = [.. nodes];
        _layerOf = [.. layers];
        _nodes = nodes.Count;
        Above = [.. nodes.Select(_ => new List<int>())];
        Below = [.. nodes.Select(_ => new List<int>())];
        Layers = [.. Enumerable.Range(0, layers.Max() + 1).Select(_ => new List<int>())];
        for (var i = 0; i < _nodes; i++)
        {
            Layers[layers[i]].Add(i);
        }
    }

    public int Count => _sizes.Count;

    /// <summary>The vertices of each layer from left to right.</summary>
    public List<int>[] Layers { get; }

    /// <summary>By vertex, those of the layer above that lead to it.</summary>
    public List<List<int>> Above { get; }

    /// <summary>By vertex, those of the layer below it leads to.</summary>
    public List<List<int>> Below { get; }

    /// <summary>By edge, the vertices it passes from its first node to its last. Null for one that is drawn straight.</summary>
    public required int[]?[] Ways { get; init; }

    public static LayerGraph Of(IReadOnlyList<Size> nodes, IReadOnlyList<LayoutEdge> edges)
    {
        var rows = LayerRows.Of(nodes, edges, Layering.Of(nodes.Count, edges));
        var graph = new LayerGraph(nodes, rows.Layers) { Ways = new int[]?[edges.Count] };
        var trunks = new EdgeTrunks(edges, rows.Layers);
        var longest = LongestDrawn(edges, rows.Layers);
        for (var i = 0; i < edges.Count; i++)
        {
            var length = rows.Layers[edges[i].To] - rows.Layers[edges[i].From];
            if (length <= longest)
            {
                graph.Ways[i] = graph.Way(edges[i], rows.IsLower[edges[i].To], trunks);
            }
        }

        return graph;
    }

    public int LayerOf(int vertex) => _layerOf[vertex];

    public Size SizeOf(int vertex) => _sizes[vertex];

    public bool IsNode(int vertex) => vertex < _nodes;

    /// <summary>It is neither a node nor a label.</summary>
    public bool IsBend(int vertex) => vertex >= _nodes && _sizes[vertex].Height == 0;

    public bool IsLabel(int vertex) => vertex >= _nodes && _sizes[vertex].Height > 0;

    private static int LongestDrawn(IReadOnlyList<LayoutEdge> edges, int[] layers)
    {
        var bends = 0L;
        foreach (var length in edges.Select(edge => layers[edge.To] - layers[edge.From]).Order())
        {
            bends += length - 1;
            if (bends > MostBends)
            {
                return length - 1;
            }
        }

        return int.MaxValue;
    }

    private int[] Way(LayoutEdge edge, bool isLower, EdgeTrunks trunks)
    {
        var (first, last) = (_layerOf[edge.From], _layerOf[edge.To]);
        var labelled = !edge.HasLabel ? -1 : isLower ? last - 1 : first + 1;
        var way = new int[last - first + 1];
        way[0] = edge.From;
        way[^1] = edge.To;
        for (var layer = first + 1; layer < last; layer++)
        {
            way[layer - first] = layer == labelled ? Add(layer, edge.Label) : trunks.Find(edge, layer, labelled, () => Add(layer, new(BendWidth, 0)));
        }

        for (var i = 1; i < way.Length; i++)
        {
            Link(way[i - 1], way[i]);
        }

        return way;
    }

    private int Add(int layer, Size size)
    {
        var vertex = _sizes.Count;
        _sizes.Add(size);
        _layerOf.Add(layer);
        Above.Add([]);
        Below.Add([]);
        Layers[layer].Add(vertex);
        return vertex;
    }

    private void Link(int upper, int lower)
    {
        if (_links.Add((upper, lower)))
        {
            Below[upper].Add(lower);
            Above[lower].Add(upper);
        }
    }
}
