using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>No task may wait for itself. Each group is walked once, without recursion: a chain may be as long as a flow.</summary>
internal static class GraphRules
{
    private const int MostCircles = 20;

    /// <summary>The tasks of each group so that every task stands behind its predecessors; null when there is a circle.</summary>
    public static IReadOnlyList<ListedTask[]>? Check(FlowCheck check)
    {
        var orders = new List<ListedTask[]>(check.Tasks.Groups.Count);
        var circles = 0;
        foreach (var group in check.Tasks.Groups)
        {
            orders.Add(Walk(group, check, ref circles));
        }

        return circles == 0 ? orders : null;
    }

    private static ListedTask[] Walk(TaskGroup group, FlowCheck check, ref int circles)
    {
        var count = group.Tasks.Count;
        var states = new State[count];
        var order = new ListedTask[count];
        var placed = count;
        var way = new List<(ListedTask Task, int Next)>();
        for (var root = 0; root < count; root++)
        {
            Enter(group.Tasks[root], way, states);
            while (way.Count > 0)
            {
                var (task, next) = way[^1];
                if (next == task.Edges.Count)
                {
                    way.RemoveAt(way.Count - 1);
                    states[task.Index] = State.Done;
                    order[--placed] = task;
                    continue;
                }

                way[^1] = (task, next + 1);
                var edge = task.Edges[next];
                if (states[edge.To.Index] == State.OnTheWay && ++circles <= MostCircles)
                {
                    Tell(edge.To, way, check);
                }

                Enter(edge.To, way, states);
            }
        }

        return order;
    }

    private static void Enter(ListedTask task, List<(ListedTask Task, int Next)> way, State[] states)
    {
        if (states[task.Index] == State.New)
        {
            states[task.Index] = State.OnTheWay;
            way.Add((task, 0));
        }
    }

    /// <summary>Told from its first task in the document on, at the way that leads back there.</summary>
    private static void Tell(ListedTask met, List<(ListedTask Task, int Next)> way, FlowCheck check)
    {
        var circle = way.SkipWhile(one => one.Task != met).Select(one => one.Task).ToList();
        var first = circle.IndexOf(circle.MinBy(one => one.Index)!);
        circle = [.. circle.Skip(first), .. circle.Take(first)];
        var last = circle[^1];
        var closing = last.Edges.Find(one => one.To == circle[0]);
        check.Findings.Task = closing.IsInferred ? closing.To.Name : last.Name;
        check.Findings.Error(
            FlowErrorCodes.Cycle,
            closing.Place,
            $"these tasks wait for each other: {Circles.Text([.. circle.Select(one => one.Name)])}",
            closing.IsInferred
                ? $"the source that names '{last.Name}' adds the way from it; read the value from $.context, or take another way out"
                : "take one of these ways out; to repeat tasks use foreach, to repeat a call use retry");
        check.Findings.Task = null;
    }

    private enum State : byte
    {
        New,
        OnTheWay,
        Done,
    }
}
