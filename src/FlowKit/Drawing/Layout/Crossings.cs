namespace FlowKit.Drawing.Layout;

/// <summary>How many links of a layered graph cross.</summary>
internal static class Crossings
{
    /// <param name="graph">The graph.</param>
    /// <param name="place">By vertex, its place in its layer.</param>
    public static long Count(LayerGraph graph, int[] place)
    {
        var crossings = 0L;
        for (var i = 1; i < graph.Layers.Length; i++)
        {
            crossings += Count(graph.Layers[i - 1], graph.Layers[i].Count, graph, place);
        }

        return crossings;
    }

    /// <summary>The crossings of the links of two neighbours in a layer, the first standing left of the second.</summary>
    public static int Between(int left, int right, LayerGraph graph, int[] place) =>
        Between(graph.Above[left], graph.Above[right], place) + Between(graph.Below[left], graph.Below[right], place);

    private static int Between(List<int> left, List<int> right, int[] place)
    {
        var crossings = 0;
        foreach (var one in left)
        {
            foreach (var other in right)
            {
                crossings += place[one] > place[other] ? 1 : 0;
            }
        }

        return crossings;
    }

    // Links in the order of their upper ends: each crosses those before it that end further right. A binary indexed tree counts them.
    private static long Count(List<int> upper, int lower, LayerGraph graph, int[] place)
    {
        var tree = new int[lower + 1];
        var (crossings, links) = (0L, 0);
        foreach (var vertex in upper)
        {
            foreach (var end in graph.Below[vertex])
            {
                crossings += links - UpTo(tree, place[end]);
            }

            foreach (var end in graph.Below[vertex])
            {
                links++;
                for (var i = place[end] + 1; i < tree.Length; i += i & -i)
                {
                    tree[i]++;
                }
            }
        }

        return crossings;
    }

    private static int UpTo(int[] tree, int place)
    {
        var sum = 0;
        for (var i = place + 1; i > 0; i -= i & -i)
        {
            sum += tree[i];
        }

        return sum;
    }
}
