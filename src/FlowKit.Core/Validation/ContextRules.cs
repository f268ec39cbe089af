using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>What the tasks of a group read from and write into their context, held against the order they run in. Warnings only.</summary>
internal sealed class ContextRules
{
    /// <summary>How many pairs of tasks one validation compares; beyond that it leaves the rest unsaid.</summary>
    private const int MostPairs = 500_000;

    private readonly FlowCheck _check;
    private readonly TaskGroup _group;
    private readonly ContextUse _use;
    private readonly TaskOrder _order;
    private int _pairs;

    private ContextRules(FlowCheck check, TaskGroup group, ListedTask[] order, int pairs)
    {
        _check = check;
        _group = group;
        _use = ContextUse.Of(order, check);
        _order = new(group, order);
        _pairs = pairs;
    }

    public static void Check(FlowCheck check, IReadOnlyList<ListedTask[]> orders)
    {
        var pairs = MostPairs;
        for (var i = 0; i < orders.Count && orders[i].Length <= check.Options.Limits.Tasks; i++)
        {
            var rules = new ContextRules(check, check.Tasks.Groups[i], orders[i], pairs);
            rules.CheckReads();
            rules.CheckWrites();
            pairs = rules._pairs;
        }

        check.Findings.Task = null;
    }

    private void CheckReads()
    {
        if (_use.WritesAnywhere || ContextKeys.Given(_group, _check) is not { } given)
        {
            return;
        }

        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var read in _use.Reads)
        {
            if (!given.Contains(read.Key) && !IsWrittenBefore(read) && told.Add(read.Key))
            {
                TellRead(read, given);
            }
        }
    }

    private bool IsWrittenBefore(ContextRead read)
    {
        // The output of a task that a short form refers to stands under the task's name.
        if (_check.Tasks.Find(read.Key)?.Group == _group)
        {
            return true;
        }

        foreach (var write in _use.WritesOf(read.Key))
        {
            if (--_pairs < 0 || write.Task.Task is SuspenseTask ||
                (write.Task == read.Task ? !write.IsOutput || read.IsOutput : _order.IsBefore(write.Task, read.Task)))
            {
                return true;
            }
        }

        return false;
    }

    private void TellRead(ContextRead read, HashSet<string> given)
    {
        var writers = _use.WritesOf(read.Key);
        var source = _group.Owner is { } owner ? $"'{owner.Name}' does not give it to its branches" : "'inputSchema' does not declare it";
        _check.Findings.Task = read.Task.Name;
        _check.Findings.Warning(
            FlowErrorCodes.NeverWritten,
            read.Place,
            $"no task before this one writes $.context.{Spelling.Short(read.Key)}, and {source}",
            writers.Count > 0 && writers[0].Task != read.Task
                ? $"'{writers[0].Task.Name}' writes it; let it come before this task"
                : _check.Spelling.Hint(read.Key, given.Concat(_use.Keys)));
    }

    private void CheckWrites()
    {
        foreach (var key in _use.Keys)
        {
            var writes = _use.WritesOf(key);
            if (writes.Count > 1)
            {
                CheckWrites(writes);
            }
        }
    }

    /// <summary>
    /// Each write is held against those before it, back to the first that is sure to be over: what is before that one is over too.
    /// </summary>
    private void CheckWrites(IReadOnlyList<ContextWrite> writes)
    {
        for (var i = 1; i < writes.Count; i++)
        {
            for (var j = i - 1; j >= 0 && --_pairs >= 0; j--)
            {
                var (one, other) = (writes[i], writes[j]);
                if (one.Task == other.Task || !PathShape.Overlap(one.Trail, other.Trail))
                {
                    continue;
                }

                if (_order.IsBefore(other.Task, one.Task))
                {
                    break;
                }

                if (!_order.ExcludeEachOther(one.Task, other.Task))
                {
                    TellWrites(one, other);
                    return;
                }
            }
        }
    }

    private void TellWrites(ContextWrite one, ContextWrite other)
    {
        var (later, earlier) = one.Place.Line >= other.Place.Line ? (one, other) : (other, one);
        _check.Findings.Task = later.Task.Name;
        _check.Findings.Warning(
            FlowErrorCodes.OverlappingWrites,
            later.Place,
            $"'{earlier.Task.Name}' and '{later.Task.Name}' may run side by side, and both write $.{Spelling.Short(later.Trail)}",
            "let one of them follow the other, or write to two places");
    }
}
