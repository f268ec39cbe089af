namespace FlowKit.Drawing.Layout;

/// <summary>The layout of one connected part.</summary>
internal static class LayeredLayout
{
    /// <summary>Between two layers, and how much of the widest bend between them is added, up to the most.</summary>
    private const double LayerGap = 36;

    private const double MostGap = 120;
    private const double GapPerWidth = 0.09;

    /// <summary>A label stands nearer to what is above and below it.</summary>
    private const double LabelGap = 22;

    public static GraphLayout Of(IReadOnlyList<Size> nodes, IReadOnlyList<LayoutEdge> edges)
    {
        var graph = LayerGraph.Of(nodes, edges);
        LayerOrder.Arrange(graph);
        var xs = LayerPlaces.Of(graph);
        var heights = Array.ConvertAll(graph.Layers, layer => layer.Max(vertex => graph.SizeOf(vertex).Height));
        var tops = Tops(graph, xs, heights);
        Box BoxOf(int vertex)
        {
            var (size, layer) = (graph.SizeOf(vertex), graph.LayerOf(vertex));
            return new(xs[vertex] - (size.Width / 2), tops[layer], size.Width, size.Height);
        }

        EdgePiece PieceOf(int vertex)
        {
            var top = tops[graph.LayerOf(vertex)];
            return new(xs[vertex], top, top + heights[graph.LayerOf(vertex)]);
        }

        var boxes = Enumerable.Range(0, nodes.Count).Select(BoxOf).ToArray();
        var routes = edges.Select((edge, index) =>
        {
            var way = graph.Ways[index];
            var label = way?.FirstOrDefault(graph.IsLabel, -1) ?? -1;
            return Route(edge, Array.ConvertAll(way ?? [edge.From, edge.To], PieceOf), boxes, label < 0 ? null : BoxOf(label));
        });
        var width = Enumerable.Range(0, graph.Count).Max(vertex => xs[vertex] + (graph.SizeOf(vertex).Width / 2));
        return new(new(width, tops[^1] + heights[^1]), boxes, [.. routes]);
    }

    private static EdgeRoute Route(LayoutEdge edge, EdgePiece[] pieces, Box[] boxes, Box? label)
    {
        pieces[0] = pieces[0] with { Top = boxes[edge.From].Bottom };
        pieces[^1] = pieces[^1] with { Bottom = boxes[edge.To].Y };
        return new(pieces, label);
    }

    private static double[] Tops(LayerGraph graph, double[] xs, double[] heights)
    {
        var tops = new double[heights.Length];
        for (var i = 1; i < tops.Length; i++)
        {
            var widest = graph.Layers[i - 1]
                .SelectMany(vertex => graph.Below[vertex], (upper, lower) => Math.Abs(xs[upper] - xs[lower]))
                .Append(0)
                .Max();
            var least = IsLabels(graph, i - 1) || IsLabels(graph, i) ? LabelGap : LayerGap;
            tops[i] = tops[i - 1] + heights[i - 1] + Math.Min(least + (GapPerWidth * widest), MostGap);
        }

        return tops;
    }

    private static bool IsLabels(LayerGraph graph, int layer) => !graph.Layers[layer].Exists(graph.IsNode);
}
