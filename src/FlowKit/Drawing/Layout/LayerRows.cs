namespace FlowKit.Drawing.Layout;

/// <summary>Breaks layers that are too wide to be looked at into rows, in the order of the nodes.</summary>
/// <param name="Layers">By node, its layer once rows are layers.</param>
/// <param name="IsLower">By node, whether it stands in another row than the first of its layer.</param>
internal sealed record LayerRows(int[] Layers, bool[] IsLower)
{
    private const double MostWidth = 1900;
    private const double Gap = 28;

    public static LayerRows Of(IReadOnlyList<Size> nodes, IReadOnlyList<LayoutEdge> edges, int[] layers)
    {
        var isLabelled = new bool[nodes.Count];
        foreach (var edge in edges)
        {
            isLabelled[edge.To] |= edge.HasLabel;
        }

        var result = new LayerRows(new int[nodes.Count], new bool[nodes.Count]);
        var added = 0;
        foreach (var layer in Enumerable.Range(0, nodes.Count).GroupBy(node => layers[node]).OrderBy(layer => layer.Key))
        {
            added += result.Split([.. layer], layer.Key + added, nodes, isLabelled);
        }

        return result;
    }

    // A row of nodes with labels at their edges has a layer for these above it.
    private int Split(int[] members, int layer, IReadOnlyList<Size> nodes, bool[] isLabelled)
    {
        var width = members.Sum(node => nodes[node].Width + Gap);
        var rows = Math.Clamp((int)Math.Ceiling(width / MostWidth), 1, members.Length);
        var step = members.Any(node => isLabelled[node]) ? 2 : 1;
        var (before, last) = (0d, 0);
        foreach (var node in members)
        {
            last = Math.Min((int)(before / (width / rows)), rows - 1);
            before += nodes[node].Width + Gap;
            Layers[node] = layer + (last * step);
            IsLower[node] = last > 0;
        }

        return last * step;
    }
}
