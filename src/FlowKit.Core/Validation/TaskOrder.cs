namespace FlowKit.Validation;

/// <summary>
/// Which tasks of a group are sure to be over when another begins, and which of them never both run. Worked out when first asked.
/// </summary>
internal sealed class TaskOrder(TaskGroup group, ListedTask[] order)
{
    private ulong[]?[]? _before;
    private CaseGuard?[]? _guards;

    /// <summary>Whether a way leads from the one to the other.</summary>
    public bool IsBefore(ListedTask one, ListedTask other)
    {
        _before ??= Before();
        return _before[other.Index] is { } row && (row[one.Index / 64] & (1UL << (one.Index % 64))) != 0;
    }

    /// <summary>Whether a switch opens at most one of the two.</summary>
    public bool ExcludeEachOther(ListedTask one, ListedTask other)
    {
        _guards ??= CaseGuard.OfAll(group, order);
        return CaseGuard.ExcludeEachOther(_guards[one.Index], _guards[other.Index]);
    }

    /// <summary>A row of bits a task: those before it, null for none. In an order of running, a task's row is whole before it is handed on.</summary>
    private ulong[]?[] Before()
    {
        var rows = new ulong[]?[order.Length];
        foreach (var task in order)
        {
            foreach (var edge in task.Edges)
            {
                var to = rows[edge.To.Index] ??= new ulong[(order.Length + 63) / 64];
                var from = rows[task.Index];
                for (var i = 0; i < from?.Length; i++)
                {
                    to[i] |= from[i];
                }

                to[task.Index / 64] |= 1UL << (task.Index % 64);
            }
        }

        return rows;
    }
}
