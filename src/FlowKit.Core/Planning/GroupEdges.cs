using FlowKit.Descriptors;

namespace FlowKit.Planning;

/// <summary>The edges of a group by index, each once, successors in the order they were written.</summary>
internal sealed class GroupEdges
{
    private readonly Dictionary<string, int> _indexes;

    private GroupEdges(Dictionary<string, int> indexes, int[][] successors, int[][] predecessors)
    {
        _indexes = indexes;
        Successors = successors;
        Predecessors = predecessors;
    }

    public int[][] Successors { get; }

    public int[][] Predecessors { get; }

    /// <param name="tasks">The tasks of the group.</param>
    /// <param name="inferred">For each task those it must also follow; null for none.</param>
    public static GroupEdges Of(IReadOnlyList<TaskDescriptor> tasks, List<int>?[]? inferred)
    {
        var indexes = new Dictionary<string, int>(tasks.Count, StringComparer.Ordinal);
        for (var i = 0; i < tasks.Count; i++)
        {
            indexes.Add(tasks[i].Name.Value, i);
        }

        var readers = Readers(inferred, tasks.Count);
        var successors = new int[tasks.Count][];
        var predecessors = new List<int>?[tasks.Count];
        for (var i = 0; i < tasks.Count; i++)
        {
            successors[i] = SuccessorsOf(tasks[i], indexes, readers[i]);
            foreach (var successor in successors[i])
            {
                (predecessors[successor] ??= []).Add(i);
            }
        }

        return new(indexes, successors, Array.ConvertAll(predecessors, list => list?.ToArray() ?? []));
    }

    // Most tasks have one successor, or none.
    private static int[] SuccessorsOf(TaskDescriptor task, Dictionary<string, int> indexes, List<int>? readers)
    {
        if (readers is null && task is not SwitchTask && task.Next.Count <= 1)
        {
            return task.Next.Count == 0 ? [] : [indexes[task.Next[0].Value]];
        }

        // A task's own next, and for a switch the targets of its cases: the same edges, written in two ways.
        var names = task is SwitchTask route ? route.Switches!.SelectMany(one => one.Next).Concat(route.Next) : task.Next;
        return [.. names.Select(name => indexes[name.Value]).Concat(readers ?? []).Distinct()];
    }

    private static List<int>?[] Readers(List<int>?[]? inferred, int count)
    {
        var readers = new List<int>?[count];
        for (var i = 0; i < inferred?.Length; i++)
        {
            foreach (var task in inferred[i] ?? [])
            {
                (readers[task] ??= []).Add(i);
            }
        }

        return readers;
    }

    public int[] IndexesOf(IReadOnlyList<Located<string>> names) => [.. names.Select(name => _indexes[name.Value]).Distinct()];
}
