using FlowKit.Deciding;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Running;

/// <summary>How much of an execution is done, from 0 to 100: what its tasks have done by their weights.</summary>
internal static class ProgressRule
{
    private const int Whole = 100;

    // 0.1 and 0.2 of 0.3 are not quite the whole in binary.
    private const double Rounding = 1e-9;

    /// <summary>100 only when it has ended.</summary>
    public static int Of(FlowPlan plan, ExecutionState state, DecidingOptions options, long now) => state.Status.IsEnded()
        ? Whole
        : Math.Min((int)((Whole * Of(plan, state.Root, options, now)) + Rounding), Whole - 1);

    private static double Of(FlowPlan plan, ScopeState scope, DecidingOptions options, long now)
    {
        double done = 0, all = 0;
        foreach (var task in scope.Tasks)
        {
            var node = plan.Groups[scope.Group].Tasks[task.Index];
            var weight = node.Progress?.Weight ?? 1;
            all += weight;
            done += weight * PartOf(plan, task, node, options, now);
        }

        return all > 0 ? done / all : 0;
    }

    private static double PartOf(FlowPlan plan, TaskState task, TaskNode node, DecidingOptions options, long now)
    {
        if (task.Status.IsEnded())
        {
            return 1;
        }

        if (task.Branching is { Branches: { Length: > 0 } branches })
        {
            return branches.Sum(branch => branch is null ? 0 : branch.Ended ? 1 : Of(plan, branch, options, now)) / branches.Length;
        }

        return node.Progress is { } progress && task.Status is (FlowTaskStatus.Running or FlowTaskStatus.KeySucceed)
            ? progress.Calculate(
                new LooseDocument(options.NewServices(), options.Limits, task.Scope.Context.Root, task.Input, task.Output), TimeSpan.FromTicks(now - task.StartedAt))
            : 0;
    }
}
