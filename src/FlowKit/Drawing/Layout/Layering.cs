namespace FlowKit.Drawing.Layout;

/// <summary>Which layer each node stands in, from 0: every edge leads down by its span at least, and edges are short.</summary>
internal static class Layering
{
    private const int Rounds = 4;

    public static int[] Of(int count, IReadOnlyList<LayoutEdge> edges)
    {
        var (entering, leaving) = (new List<LayoutEdge>[count], new List<LayoutEdge>[count]);
        for (var i = 0; i < count; i++)
        {
            (entering[i], leaving[i]) = ([], []);
        }

        foreach (var edge in edges)
        {
            leaving[edge.From].Add(edge);
            entering[edge.To].Add(edge);
        }

        var order = Order(entering, leaving);
        var layers = new int[count];
        foreach (var node in order)
        {
            layers[node] = Least(entering[node], layers);
        }

        for (var round = 0; round < Rounds; round++)
        {
            Shorten(order, entering, leaving, layers, round == 0 ? 0 : 1);
        }

        var first = layers.Min();
        return Array.ConvertAll(layers, layer => layer - first);
    }

    // A node that more edges leave than enter goes down as far as it can, and the other way round. In the first round even a tie moves,
    // so that a chain nobody waits for comes down to where it joins, and one that may wait stays where it forks.
    private static void Shorten(int[] order, List<LayoutEdge>[] entering, List<LayoutEdge>[] leaving, int[] layers, int advantage)
    {
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var node = order[i];
            if (leaving[node].Count > 0 && leaving[node].Count >= entering[node].Count + advantage)
            {
                layers[node] = leaving[node].Min(edge => layers[edge.To] - edge.Span);
            }
        }

        foreach (var node in order)
        {
            if (entering[node].Count > 0 && entering[node].Count >= leaving[node].Count + advantage)
            {
                layers[node] = Least(entering[node], layers);
            }
        }
    }

    private static int Least(List<LayoutEdge> entering, int[] layers) =>
        entering.Count == 0 ? 0 : entering.Max(edge => layers[edge.From] + edge.Span);

    private static int[] Order(List<LayoutEdge>[] entering, List<LayoutEdge>[] leaving)
    {
        var waiting = Array.ConvertAll(entering, list => list.Count);
        var order = new List<int>(waiting.Length);
        for (var i = 0; i < waiting.Length; i++)
        {
            if (waiting[i] == 0)
            {
                order.Add(i);
            }
        }

        for (var i = 0; i < order.Count; i++)
        {
            foreach (var edge in leaving[order[i]])
            {
                if (--waiting[edge.To] == 0)
                {
                    order.Add(edge.To);
                }
            }
        }

        return [.. order];
    }
}
