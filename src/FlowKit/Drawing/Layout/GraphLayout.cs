namespace FlowKit.Drawing.Layout;

/// <summary>
/// Where the nodes of an acyclic graph stand and how its edges run: layers from top to bottom, so that every edge leads down. Nodes and
/// labels never overlap. The same graph gives the same layout every time.
/// </summary>
/// <param name="Size">The room all of it needs; it begins at 0, 0.</param>
/// <param name="Nodes">By index.</param>
/// <param name="Edges">In the order they were given.</param>
internal sealed record GraphLayout(Size Size, Box[] Nodes, EdgeRoute[] Edges)
{
    /// <summary>Between parts of the graph that no edge connects.</summary>
    private const double PartGap = 36;

    /// <summary>How much wider than high a drawing of several parts becomes.</summary>
    private const double Aspect = 1.6;

    public static GraphLayout Of(IReadOnlyList<Size> nodes, IReadOnlyList<LayoutEdge> edges)
    {
        var parts = GraphParts.Of(nodes.Count, edges);
        var layouts = parts.ConvertAll(part => LayeredLayout.Of(
            [.. part.Nodes.Select(node => nodes[node])],
            [.. part.Edges.Select(edge => edges[edge] with { From = part.Place(edges[edge].From), To = part.Place(edges[edge].To) })]));
        var rows = Shelves.Of([.. layouts.Select(layout => layout.Size)], PartGap, Aspect);
        var boxes = new Box[nodes.Count];
        var routes = new EdgeRoute[edges.Count];
        for (var i = 0; i < layouts.Count; i++)
        {
            var (at, layout, part) = (rows.Boxes[i], layouts[i], parts[i]);
            for (var j = 0; j < part.Nodes.Count; j++)
            {
                boxes[part.Nodes[j]] = layout.Nodes[j].Moved(at.X, at.Y);
            }

            for (var j = 0; j < part.Edges.Count; j++)
            {
                routes[part.Edges[j]] = layout.Edges[j].Moved(at.X, at.Y);
            }
        }

        return new(rows.Size, boxes, routes);
    }
}
