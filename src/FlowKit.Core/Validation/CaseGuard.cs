using FlowKit.Descriptors;

namespace FlowKit.Validation;

/// <summary>That a task runs only if a case of a switch opens it; the guards of the switch itself are its parents.</summary>
internal sealed class CaseGuard(CaseGuard? parent, SwitchTask owner, int number)
{
    private const int MostDepth = 64;

    private readonly CaseGuard? _parent = parent;
    private readonly SwitchTask _owner = owner;
    private readonly int _number = number;
    private readonly int _depth = (parent?._depth ?? 0) + 1;

    /// <summary>The guard of each task of a group, by its index; null for none.</summary>
    public static CaseGuard?[] OfAll(TaskGroup group, ListedTask[] order)
    {
        var guards = new CaseGuard?[group.Tasks.Count];
        var isReached = new bool[guards.Length];
        foreach (var task in order)
        {
            var own = task.Task is SwitchTask branch ? Cases(branch, guards[task.Index]) : null;
            foreach (var edge in task.Edges)
            {
                var index = edge.To.Index;
                var guard = own is not null && edge.Case >= 0 ? own[edge.Case] : guards[task.Index];
                guards[index] = isReached[index] ? Common(guards[index], guard) : guard;
                isReached[index] = true;
            }
        }

        return guards;
    }

    public static bool ExcludeEachOther(CaseGuard? one, CaseGuard? other)
    {
        for (; one is not null; one = one._parent)
        {
            for (var at = other; at is not null; at = at._parent)
            {
                if (ReferenceEquals(one._owner, at._owner) && one._number != at._number)
                {
                    return IsEither(one._owner.Switches, Math.Min(one._number, at._number), Math.Max(one._number, at._number));
                }
            }
        }

        return false;
    }

    private static CaseGuard?[] Cases(SwitchTask task, CaseGuard? parent)
    {
        var guards = new CaseGuard?[task.Switches.Count];
        for (var i = 0; i < guards.Length && (parent?._depth ?? 0) < MostDepth; i++)
        {
            guards[i] = new(parent, task, i);
        }

        return guards;
    }

    /// <summary>What guards both: a task with two ways in runs if one of them is open.</summary>
    private static CaseGuard? Common(CaseGuard? one, CaseGuard? other)
    {
        while (one != other)
        {
            if ((one?._depth ?? 0) >= (other?._depth ?? 0))
            {
                one = one!._parent;
            }
            else
            {
                other = other!._parent;
            }
        }

        return one;
    }

    private static bool IsEither(IReadOnlyList<SwitchCase> cases, int first, int second) =>
        cases[first].IsDefault ? !cases[second].IsDefault : cases[first].Break || cases[second].IsDefault;
}
