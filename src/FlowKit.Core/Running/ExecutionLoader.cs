using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Storing;

namespace FlowKit.Running;

/// <summary>Makes a state out of what a store gives back.</summary>
internal static class ExecutionLoader
{
    /// <summary>The state with everything that follows from it worked out.</summary>
    /// <exception cref="FlowException">The bytes cannot be read.</exception>
    public static ExecutionState Read(StoredExecution stored, FlowPlan plan)
    {
        var header = stored.Header;
        var reader = new StateReader(header.ExecutionId, ShapeOf(plan));
        var state = reader.Read(stored.Saves);
        if (!state.GivenCallback.IsMissing && !GivenCallback.TryRead(state.GivenCallback, out _))
        {
            throw ByteReader.Damaged();
        }

        Restoring.Recount(plan, state);
        return state;
    }

    private static StateShape ShapeOf(FlowPlan plan)
    {
        TaskNode NodeOf(TaskState task) => plan.Groups[task.Scope.Group].Tasks[task.Index];
        return new(
            Array.ConvertAll(plan.Groups, group => group.Tasks.Length),
            task => NodeOf(task) switch
            {
                ForeachNode loop => loop.BranchesIn(task.Input),
                ChoiceNode choice => choice.Groups.Length,
                _ => -1,
            },
            (parent, branch) => NodeOf(parent) is ForeachNode loop ? loop.Group.Index : ((ChoiceNode)NodeOf(parent)).Groups[branch].Index,
            (parent, branch) => Restoring.ContextAtBegin(plan, parent, branch));
    }
}
