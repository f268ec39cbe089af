namespace FlowKit.Drawing.Layout;

/// <summary>Takes a graph apart into what is connected.</summary>
internal static class GraphParts
{
    /// <summary>The parts by their first node, each with its nodes and edges in the order they were given.</summary>
    public static List<GraphPart> Of(int count, IReadOnlyList<LayoutEdge> edges)
    {
        var roots = new int[count];
        for (var i = 0; i < count; i++)
        {
            roots[i] = i;
        }

        foreach (var edge in edges)
        {
            var (one, other) = (Root(roots, edge.From), Root(roots, edge.To));
            roots[Math.Max(one, other)] = Math.Min(one, other);
        }

        var places = new Dictionary<int, int>();
        var parts = new List<GraphPart>();
        var byRoot = new Dictionary<int, GraphPart>();
        for (var i = 0; i < count; i++)
        {
            var root = Root(roots, i);
            if (!byRoot.TryGetValue(root, out var part))
            {
                parts.Add(byRoot[root] = part = new(places));
            }

            part.Add(i);
        }

        for (var i = 0; i < edges.Count; i++)
        {
            byRoot[Root(roots, edges[i].From)].Edges.Add(i);
        }

        return parts;
    }

    private static int Root(int[] roots, int node)
    {
        while (roots[node] != node)
        {
            node = roots[node] = roots[roots[node]];
        }

        return node;
    }
}
