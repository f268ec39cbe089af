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

    public TaskNode? Find(string name) => _byName.TryGetValue(name, out var index) ? Tasks[index] : null;
}
