namespace FlowKit.Planning;

/// <summary>Tasks that share a context: the top level of a flow, the body of a loop, one branch of a choice.</summary>
internal sealed class GroupPlan(int index, TaskNode[] tasks)
{
    private readonly Dictionary<string, int> _byName = tasks.ToDictionary(task => task.Name, task => task.Index, StringComparer.Ordinal);

    /// <summary>Its place among the groups of the flow.</summary>
    public int Index { get; } = index;

    public TaskNode[] Tasks { get; } = tasks;

    /// <summary>The tasks without predecessors.</summary>
    public int[] Starts { get; } = [.. tasks.Where(task => task.Predecessors.Length == 0).Select(task => task.Index)];

    /// <summary>Every task after its predecessors. Linear in the tasks and their edges.</summary>
    public int[] Order()
    {
        var pending = Array.ConvertAll(Tasks, task => task.Predecessors.Length);
        var order = new int[Tasks.Length];
        Starts.CopyTo(order, 0);
        var found = Starts.Length;
        for (var i = 0; i < found; i++)
        {
            foreach (var next in Tasks[order[i]].Successors)
            {
                if (--pending[next] == 0)
                {
                    order[found++] = next;
                }
            }
        }

        return order;
    }

    public TaskNode? Find(string name) => _byName.TryGetValue(name, out var index) ? Tasks[index] : null;
}
