using FlowKit.Planning;

namespace FlowKit;

/// <summary>
/// The plans of flow versions. Those that start under their name stay, and those that cannot be read again; of the others the ones that were
/// asked for last, up to a number. Safe to call from many threads.
/// </summary>
internal sealed class FlowVersions(int most)
{
    private readonly Dictionary<(string Flow, string Version), (FlowPlan Plan, LinkedListNode<FlowPlan>? Place)> _plans = [];

    /// <summary>Those that may go, the one that was asked for last at the end.</summary>
    private readonly LinkedList<FlowPlan> _line = new();
    private readonly Lock _lock = new();

    public FlowPlan? Find(string flow, string version)
    {
        lock (_lock)
        {
            if (!_plans.TryGetValue((flow, version), out var found))
            {
                return null;
            }

            if (found.Place is { } place)
            {
                _line.Remove(place);
                _line.AddLast(place);
            }

            return found.Plan;
        }
    }

    /// <summary>The plan stays, in place of one of its version.</summary>
    public void Hold(FlowPlan plan)
    {
        lock (_lock)
        {
            if (_plans.TryGetValue(KeyOf(plan), out var before) && before.Place is { } place)
            {
                _line.Remove(place);
            }

            _plans[KeyOf(plan)] = (plan, null);
        }
    }

    /// <summary>The plan may go when others are asked for more.</summary>
    public void LetGo(FlowPlan plan)
    {
        lock (_lock)
        {
            if (_plans.TryGetValue(KeyOf(plan), out var held) && held.Place is null)
            {
                _plans[KeyOf(plan)] = (held.Plan, _line.AddLast(held.Plan));
                Trim();
            }
        }
    }

    /// <summary>A plan that may go; the one that is there already, if there is one.</summary>
    public FlowPlan Take(FlowPlan plan)
    {
        lock (_lock)
        {
            if (_plans.TryGetValue(KeyOf(plan), out var there))
            {
                return there.Plan;
            }

            _plans[KeyOf(plan)] = (plan, _line.AddLast(plan));
            Trim();
            return plan;
        }
    }

    /// <summary>The versions of a flow that are held, the newest first.</summary>
    public IReadOnlyList<FlowPlan> Of(string flow)
    {
        lock (_lock)
        {
            return [.. _plans.Values.Select(one => one.Plan).Where(plan => plan.Name == flow).OrderByDescending(plan => plan.Number)];
        }
    }

    private static (string Flow, string Version) KeyOf(FlowPlan plan) => (plan.Name, plan.Version);

    private void Trim()
    {
        while (_line.Count > most && _line.First is { } first)
        {
            _line.RemoveFirst();
            _plans.Remove(KeyOf(first.Value));
        }
    }
}
