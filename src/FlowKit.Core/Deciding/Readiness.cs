using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>
/// When a task may begin: joins by counters, the skip rule by counting who did not say skip. Costs the edges of the task that ended,
/// never the size of the group.
/// </summary>
internal static class Readiness
{
    /// <summary>A task ended as SUCCEED or SKIPPED, or its key part is done: its successors count it once.</summary>
    public static void Arrived(Turn turn, TaskState task, bool wasKey)
    {
        var node = turn.NodeOf(task);
        foreach (var index in node.Successors)
        {
            var successor = task.Scope.Tasks[index];
            var successorNode = turn.Plan.Groups[task.Scope.Group].Tasks[index];
            var countedAtKey = wasKey && successorNode.KeyCallback;
            var waitsForTheEnd = task.Status == FlowTaskStatus.KeySucceed && !successorNode.KeyCallback;
            if (countedAtKey || waitsForTheEnd || successor.Status != FlowTaskStatus.NotStarted)
            {
                continue;
            }

            // One that stands in line already, because of a stream, still counts who says skip until its turn comes.
            Count(task, node, successor);
            if (!successor.Queued && (successor.Pending == 0 || successorNode.StreamInput))
            {
                turn.Enqueue(successor);
            }
        }
    }

    /// <summary>A task that was KEY_SUCCEED failed after all: successors that counted it and have not begun wait for it in vain.</summary>
    public static void Withdrew(Turn turn, TaskState task)
    {
        var node = turn.NodeOf(task);
        foreach (var index in node.Successors)
        {
            var successor = task.Scope.Tasks[index];
            if (turn.Plan.Groups[task.Scope.Group].Tasks[index].KeyCallback && successor.Status == FlowTaskStatus.NotStarted)
            {
                successor.Pending++;
                successor.Live -= DegradeRules.DegradesFollowers(task, node) ? 0 : 1;
            }
        }
    }

    /// <summary>A task runs, or failed before it could: if it puts out a stream, successors that take one may begin.</summary>
    public static void Streams(Turn turn, TaskState task)
    {
        var node = turn.NodeOf(task);
        foreach (var index in node.StreamOutput ? node.Successors : [])
        {
            var successor = task.Scope.Tasks[index];
            if (turn.Plan.Groups[task.Scope.Group].Tasks[index].StreamInput && Waits(successor))
            {
                turn.Enqueue(successor);
            }
        }
    }

    /// <summary>Whether the task may begin as things stand; the counters must be right.</summary>
    public static bool MayBegin(Turn turn, TaskState task)
    {
        var node = turn.NodeOf(task);
        if (task.Pending == 0 || !node.StreamInput)
        {
            return task.Pending == 0;
        }

        return task.Pending < node.Predecessors.Length || Array.Exists(node.Predecessors, index => HasStreamed(turn, task.Scope.Tasks[index]));
    }

    private static bool HasStreamed(Turn turn, TaskState task) =>
        turn.NodeOf(task).StreamOutput && (task.StartedAt != 0 || task.Status == FlowTaskStatus.Failed);

    /// <summary>Puts those successors in line that may begin now and have not.</summary>
    public static void Offer(Turn turn, TaskState task)
    {
        foreach (var index in turn.NodeOf(task).Successors)
        {
            if (Waits(task.Scope.Tasks[index]) && MayBegin(turn, task.Scope.Tasks[index]))
            {
                turn.Enqueue(task.Scope.Tasks[index]);
            }
        }
    }

    /// <summary>Every predecessor has arrived and said skip.</summary>
    public static bool EveryoneSaysSkip(TaskState task, TaskNode node) =>
        node.Predecessors.Length > 0 && task.Pending == 0 && task.Live == 0;

    /// <summary>Works the counters of a scope out from the statuses alone, after a load or an operator's change.</summary>
    public static void Recount(FlowPlan plan, ScopeState scope)
    {
        var nodes = plan.Groups[scope.Group].Tasks;
        scope.Open = scope.KeyOpen = scope.Failed = 0;
        foreach (var task in scope.Tasks)
        {
            var node = nodes[task.Index];
            task.Pending = node.Predecessors.Length;
            task.Live = 0;
            foreach (var index in node.Predecessors)
            {
                var predecessor = scope.Tasks[index];
                if (predecessor.Status is FlowTaskStatus.Succeed or FlowTaskStatus.Skipped ||
                    (predecessor.Status == FlowTaskStatus.KeySucceed && node.KeyCallback))
                {
                    Count(predecessor, nodes[index], task);
                }
            }

            scope.Open += task.Status.IsOpen() ? 1 : 0;
            scope.KeyOpen += task.Status == FlowTaskStatus.KeySucceed ? 1 : 0;
            scope.Failed += task.Status == FlowTaskStatus.Failed ? 1 : 0;
        }
    }

    private static bool Waits(TaskState task) => task.Status == FlowTaskStatus.NotStarted && !task.Queued;

    private static void Count(TaskState task, TaskNode node, TaskState successor)
    {
        successor.Pending--;
        if (!SaysSkip(task, node, successor.Index))
        {
            successor.Live++;
        }
    }

    private static bool SaysSkip(TaskState task, TaskNode node, int successor) =>
        DegradeRules.DegradesFollowers(task, node) ||
        (task.Status == FlowTaskStatus.Skipped
            ? task.Skip == SkipReason.Predecessors
            : node is ReturnNode || (task.Closed is { } closed && Array.IndexOf(closed, successor) >= 0));
}
