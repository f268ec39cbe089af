using FlowKit.Deciding;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Running;

/// <summary>What callers are shown of a state.</summary>
internal static class Views
{
    public static FlowResult Result(FlowPlan plan, ExecutionState state)
    {
        var context = state.Root.Context.Snapshot();
        return new(state.Id, state.Status, context, plan.Output is null ? context : state.Output, state.Failure);
    }

    /// <summary>What a parent is told of a child.</summary>
    public static Arrival.ChildNews News(Turn turn, ParentLink parent)
    {
        var state = turn.State;
        var output = turn.Plan.Output is null || !state.Status.IsEnded() ? state.Root.Context.Snapshot() : state.Output;
        return new(parent, state.Status.IsEnded() ? state.Status : ExecutionStatus.KeySucceed, output, state.Failure);
    }

    public static ExecutionView Execution(FlowPlan plan, ExecutionState state)
    {
        var tasks = new OrderedDictionary<string, TaskView>(StringComparer.Ordinal);
        Add(tasks, plan, state.Root, string.Empty);
        return new(
            state.Id,
            plan.Name,
            state.ShownStatus,
            state.Root.Context.Snapshot(),
            state.Output,
            tasks,
            state.Failure,
            state.EndCallback?.Standing.ToText(),
            Time(state.StartedAt)!.Value,
            Time(state.EndedAt))
        {
            EndCallbackFailure = state.EndCallback?.Failure,
        };
    }

    private static void Add(OrderedDictionary<string, TaskView> tasks, FlowPlan plan, ScopeState scope, string prefix)
    {
        foreach (var task in scope.Tasks)
        {
            var nodes = plan.Groups[scope.Group].Tasks;
            var node = nodes[task.Index];
            var name = prefix + node.Name;
            tasks.Add(name, new(
                name,
                node.Category,
                task.Status,
                task.Attempt,
                task.Input,
                task.Output,
                task.Failure,
                task.MappingFaults ?? [],
                Text(task.Skip),
                Time(task.StartedAt),
                Time(task.EndedAt))
            {
                IsInDoubt = DoubtRules.IsOpen(task),
                Next = Array.ConvertAll(node.Successors, next => prefix + nodes[next].Name),
            });
            foreach (var branch in task.Branching?.Branches ?? [])
            {
                if (branch is not null)
                {
                    Add(tasks, plan, branch, $"{name}_{branch.Branch}-");
                }
            }
        }
    }

    private static string? Text(SkipReason reason) => reason switch
    {
        SkipReason.None => null,
        SkipReason.Predecessors => "every predecessor says skip",
        SkipReason.Degraded => "degraded",
        SkipReason.Tolerated => "its failure is tolerated",
        SkipReason.ReturnNotHeld => "its conditions do not hold",
        SkipReason.Pruned => "pruned: not a target",
        SkipReason.Culled => "culled: it feeds only skipped tasks",
        SkipReason.ByHand => "skipped by hand",
        _ => "its branch was not chosen",
    };

    private static DateTimeOffset? Time(long ticks) => ticks == 0 ? null : new(ticks, TimeSpan.Zero);
}
