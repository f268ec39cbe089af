namespace FlowKit.Drawing.Layout;

/// <summary>
/// Where the centre of each vertex stands from left to right, after U. Brandes and B. Köpf, "Fast and Simple Horizontal Coordinate
/// Assignment" (2001): vertices are aligned with the middle of their neighbours, above or below, from the left or from the right, and the
/// four results are balanced. Each of the four keeps the distances, so their middle does.
/// </summary>
internal sealed class LayerPlaces
{
    private readonly LayerGraph _graph;
    private readonly int[] _place;
    private readonly HashSet<(int, int)> _conflicts = [];

    private LayerPlaces(LayerGraph graph)
    {
        _graph = graph;
        _place = new int[graph.Count];
        foreach (var layer in graph.Layers)
        {
            for (var i = 0; i < layer.Count; i++)
            {
                _place[layer[i]] = i;
            }
        }
    }

    /// <summary>By vertex; the leftmost edge of all is at 0.</summary>
    public static double[] Of(LayerGraph graph)
    {
        var places = new LayerPlaces(graph);
        for (var i = 1; i < graph.Layers.Length; i++)
        {
            places.FindConflicts(graph.Layers[i]);
        }

        for (var bend = 0; bend < graph.Count; bend++)
        {
            if (graph.IsBend(bend))
            {
                places.FindForks(bend);
            }
        }

        var four = new List<double[]>(4);
        foreach (var fromAbove in (bool[])[true, false])
        {
            foreach (var fromLeft in (bool[])[true, false])
            {
                four.Add(new BlockPlaces(graph, places._place, places._conflicts, fromAbove, fromLeft).Find());
            }
        }

        return Balanced(graph, four);
    }

    // A link between two bends is inside an edge and should be straight: links that cross one are not aligned.
    private void FindConflicts(List<int> lower)
    {
        var (left, from) = (0, 0);
        for (var i = 0; i < lower.Count; i++)
        {
            var inner = InnerAbove(lower[i]);
            if (inner < 0 && i < lower.Count - 1)
            {
                continue;
            }

            var right = inner < 0 ? int.MaxValue : _place[inner];
            for (; from <= i; from++)
            {
                foreach (var upper in _graph.Above[lower[from]])
                {
                    if ((_place[upper] < left || _place[upper] > right) && !(_graph.IsBend(upper) && _graph.IsBend(lower[from])))
                    {
                        _conflicts.Add((upper, lower[from]));
                    }
                }
            }

            left = right;
        }
    }

    // Where edges share their way it goes straight on, and what leaves it does so in a bend.
    private void FindForks(int bend)
    {
        if (_graph.Above[bend].Exists(_graph.IsBend))
        {
            _conflicts.UnionWith(_graph.Above[bend].Where(above => !_graph.IsBend(above)).Select(above => (above, bend)));
        }

        if (_graph.Below[bend].Exists(_graph.IsBend))
        {
            _conflicts.UnionWith(_graph.Below[bend].Where(below => !_graph.IsBend(below)).Select(below => (bend, below)));
        }
    }

    private int InnerAbove(int vertex) => _graph.IsBend(vertex) && _graph.Above[vertex] is [var above] && _graph.IsBend(above) ? above : -1;

    private static double[] Balanced(LayerGraph graph, List<double[]> four)
    {
        var bounds = four.ConvertAll(xs => Bounds(graph, xs));
        var narrowest = bounds.MinBy(bound => bound.Right - bound.Left);
        for (var i = 0; i < four.Count; i++)
        {
            // Those from the left stand at the left end of the narrowest, those from the right at its right end.
            var shift = i % 2 == 0 ? narrowest.Left - bounds[i].Left : narrowest.Right - bounds[i].Right;
            four[i] = Array.ConvertAll(four[i], x => x + shift);
        }

        var middle = new double[graph.Count];
        for (var i = 0; i < middle.Length; i++)
        {
            double[] xs = [four[0][i], four[1][i], four[2][i], four[3][i]];
            Array.Sort(xs);
            middle[i] = (xs[1] + xs[2]) / 2;
        }

        var left = Bounds(graph, middle).Left;
        return Array.ConvertAll(middle, x => x - left);
    }

    private static (double Left, double Right) Bounds(LayerGraph graph, double[] xs)
    {
        var (left, right) = (double.MaxValue, double.MinValue);
        for (var i = 0; i < xs.Length; i++)
        {
            left = Math.Min(left, xs[i] - (graph.SizeOf(i).Width / 2));
            right = Math.Max(right, xs[i] + (graph.SizeOf(i).Width / 2));
        }

        return (left, right);
    }
}
