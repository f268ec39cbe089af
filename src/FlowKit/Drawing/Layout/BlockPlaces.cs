namespace FlowKit.Drawing.Layout;

/// <summary>One of the four alignments: vertices in line make a block, and blocks are moved together as far as the distances allow.</summary>
internal sealed class BlockPlaces
{
    private const double NodeGap = 28;
    private const double BendGap = 14;

    private readonly LayerGraph _graph;
    private readonly int[] _place;
    private readonly HashSet<(int, int)> _conflicts;
    private readonly bool _fromAbove;
    private readonly bool _fromLeft;

    // The first vertex of the block each vertex belongs to, and the next one in it; the last leads back to the first.
    private readonly int[] _root;
    private readonly int[] _next;

    public BlockPlaces(LayerGraph graph, int[] place, HashSet<(int Upper, int Lower)> conflicts, bool fromAbove, bool fromLeft)
    {
        (_graph, _place, _conflicts, _fromAbove, _fromLeft) = (graph, place, conflicts, fromAbove, fromLeft);
        _root = [.. Enumerable.Range(0, graph.Count)];
        _next = [.. _root];
    }

    /// <summary>The centres; only their distances mean something.</summary>
    public double[] Find()
    {
        foreach (var layer in _fromAbove ? _graph.Layers : _graph.Layers.Reverse())
        {
            Align(layer);
        }

        var blocks = Compact();
        return [.. _root.Select(root => _fromLeft ? blocks[root] : -blocks[root])];
    }

    private void Align(List<int> layer)
    {
        var last = -1;
        foreach (var vertex in InOrder(layer))
        {
            var neighbours = (_fromAbove ? _graph.Above : _graph.Below)[vertex].OrderBy(Place).ToArray();
            for (var i = (neighbours.Length - 1) / 2; neighbours.Length > 0 && i <= neighbours.Length / 2; i++)
            {
                var other = neighbours[i];
                if (_next[vertex] == vertex && last < Place(other) && !IsConflict(vertex, other))
                {
                    _next[other] = vertex;
                    _next[vertex] = _root[vertex] = _root[other];
                    last = Place(other);
                }
            }
        }
    }

    private bool IsConflict(int vertex, int other) => _conflicts.Contains(_fromAbove ? (other, vertex) : (vertex, other));

    // The longest way through the blocks from the left gives each its least place; then each goes right as far as those right of it allow.
    private double[] Compact()
    {
        var right = new List<(int Block, double Distance)>?[_graph.Count];
        var waiting = new int[_graph.Count];
        foreach (var layer in _graph.Layers)
        {
            var before = -1;
            foreach (var vertex in InOrder(layer))
            {
                if (before >= 0)
                {
                    (right[_root[before]] ??= []).Add((_root[vertex], Distance(before, vertex)));
                    waiting[_root[vertex]]++;
                }

                before = vertex;
            }
        }

        var xs = new double[_graph.Count];
        var order = new List<int>(Enumerable.Range(0, _graph.Count).Where(vertex => _root[vertex] == vertex && waiting[vertex] == 0));
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var (block, distance) in right[order[i]] ?? [])
            {
                xs[block] = Math.Max(xs[block], xs[order[i]] + distance);
                if (--waiting[block] == 0)
                {
                    order.Add(block);
                }
            }
        }

        for (var i = order.Count - 1; i >= 0; i--)
        {
            if (right[order[i]] is { } followers)
            {
                xs[order[i]] = Math.Max(xs[order[i]], followers.Min(one => xs[one.Block] - one.Distance));
            }
        }

        return xs;
    }

    private double Distance(int one, int other) =>
        ((_graph.SizeOf(one).Width + _graph.SizeOf(other).Width) / 2) + (_graph.IsBend(one) || _graph.IsBend(other) ? BendGap : NodeGap);

    private int Place(int vertex) => _fromLeft ? _place[vertex] : _graph.Layers[_graph.LayerOf(vertex)].Count - 1 - _place[vertex];

    private IEnumerable<int> InOrder(List<int> layer) => _fromLeft ? layer : Enumerable.Reverse(layer);
}
