namespace FlowKit.Validation.Schemas;

/// <summary>Schemas that lead back to themselves for one and the same value, so that a check would never end.</summary>
internal static class SchemaCircle
{
    /// <summary>One that stands in a circle, or behind one; null when there is none.</summary>
    public static SchemaNode? Find(IReadOnlyCollection<SchemaNode> nodes)
    {
        var referred = nodes.ToDictionary(node => node, _ => 0);
        foreach (var node in nodes)
        {
            Count(node, referred, 1);
        }

        var free = new Queue<SchemaNode>(nodes.Where(node => referred[node] == 0));
        while (free.TryDequeue(out var node))
        {
            referred.Remove(node);
            foreach (var next in Count(node, referred, -1))
            {
                free.Enqueue(next);
            }
        }

        return referred.Keys.FirstOrDefault();
    }

    /// <summary>Adds to each schema a node refers to in place; those that are referred to no more.</summary>
    private static List<SchemaNode> Count(SchemaNode node, Dictionary<SchemaNode, int> referred, int by)
    {
        var free = new List<SchemaNode>();
        foreach (var next in node.Rules.SelectMany(rule => rule.InPlace))
        {
            referred[next] += by;
            if (referred[next] == 0)
            {
                free.Add(next);
            }
        }

        return free;
    }
}
