namespace FlowKit.Drawing.Layout;

/// <summary>Puts the vertices of each layer in an order in which few links cross: sweeps of barycentres, then swaps of neighbours.</summary>
internal sealed class LayerOrder
{
    private const int MostSweeps = 24;

    /// <summary>So many sweeps without a better order are enough.</summary>
    private const int Patience = 6;

    /// <summary>What a sweep or a round of swaps costs is bounded for large graphs: fewer of them are made.</summary>
    private const int Work = 2_000_000;

    private readonly LayerGraph _graph;
    private readonly int[] _place;
    private readonly double[] _weight;

    private LayerOrder(LayerGraph graph)
    {
        _graph = graph;
        _place = new int[graph.Count];
        _weight = new double[graph.Count];
    }

    public static void Arrange(LayerGraph graph)
    {
        var order = new LayerOrder(graph);
        order.Begin();
        order.Sweep();
        order.Swap();
    }

    // Depth first, so that what belongs together stands together.
    private void Begin()
    {
        var seen = new bool[_graph.Count];
        var layers = Array.ConvertAll(_graph.Layers, layer => new List<int>(layer.Count));
        var stack = new Stack<int>();
        foreach (var first in _graph.Layers.SelectMany(layer => layer))
        {
            stack.Push(first);
            while (stack.TryPop(out var vertex))
            {
                if (seen[vertex])
                {
                    continue;
                }

                seen[vertex] = true;
                layers[_graph.LayerOf(vertex)].Add(vertex);
                for (var i = _graph.Below[vertex].Count - 1; i >= 0; i--)
                {
                    stack.Push(_graph.Below[vertex][i]);
                }
            }
        }

        Take(layers);
    }

    private void Sweep()
    {
        var best = Copy();
        var fewest = Crossings.Count(_graph, _place);
        var sweeps = Math.Clamp(Work / _graph.Count, 4, MostSweeps);
        for (var (sweep, idle) = (0, 0); sweep < sweeps && idle < Patience && fewest > 0; sweep++)
        {
            var isDown = sweep % 2 == 0;
            for (var i = 1; i < _graph.Layers.Length; i++)
            {
                var layer = isDown ? i : _graph.Layers.Length - 1 - i;
                Sort(_graph.Layers[layer], isDown ? _graph.Above : _graph.Below, tiesTurn: sweep % 4 >= 2);
            }

            var crossings = Crossings.Count(_graph, _place);
            idle = crossings < fewest ? 0 : idle + 1;
            if (crossings < fewest)
            {
                (fewest, best) = (crossings, Copy());
            }
        }

        Take(best);
    }

    // A vertex without neighbours on that side keeps its place; the others share out the rest.
    private void Sort(List<int> layer, List<List<int>> neighbours, bool tiesTurn)
    {
        var movable = new List<int>(layer.Count);
        foreach (var vertex in layer)
        {
            if (neighbours[vertex].Count > 0)
            {
                _weight[vertex] = neighbours[vertex].Average(other => _place[other]);
                movable.Add(vertex);
            }
        }

        var sorted = movable
            .OrderBy(vertex => _weight[vertex])
            .ThenBy(vertex => tiesTurn ? -_place[vertex] : _place[vertex])
            .ToArray();
        for (var (i, next) = (0, 0); i < layer.Count; i++)
        {
            if (neighbours[layer[i]].Count > 0)
            {
                layer[i] = sorted[next++];
            }
        }

        Number(layer);
    }

    private void Swap()
    {
        var rounds = Math.Clamp(Work / 4 / _graph.Count, 1, MostSweeps);
        for (var changed = true; changed && rounds > 0; rounds--)
        {
            changed = false;
            foreach (var layer in _graph.Layers)
            {
                for (var i = 1; i < layer.Count; i++)
                {
                    changed |= SwapIfBetter(layer, i);
                }
            }
        }
    }

    private bool SwapIfBetter(List<int> layer, int right)
    {
        var (one, other) = (layer[right - 1], layer[right]);
        var now = Crossings.Between(one, other, _graph, _place);
        if (now == 0 || Crossings.Between(other, one, _graph, _place) >= now)
        {
            return false;
        }

        (layer[right - 1], layer[right]) = (other, one);
        (_place[one], _place[other]) = (right, right - 1);
        return true;
    }

    private int[][] Copy() => Array.ConvertAll(_graph.Layers, layer => layer.ToArray());

    private void Take(IReadOnlyList<IEnumerable<int>> layers)
    {
        for (var i = 0; i < _graph.Layers.Length; i++)
        {
            var order = layers[i].ToArray();
            _graph.Layers[i].Clear();
            _graph.Layers[i].AddRange(order);
            Number(_graph.Layers[i]);
        }
    }

    private void Number(List<int> layer)
    {
        for (var i = 0; i < layer.Count; i++)
        {
            _place[layer[i]] = i;
        }
    }
}
