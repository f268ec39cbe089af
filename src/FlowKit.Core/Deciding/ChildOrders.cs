using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>
/// A cancel, pause or resume reaches the sub-flows that tasks wait for. It is on record before it is told, and told again after a crash until
/// the sub-flow has it on record.
/// </summary>
internal static class ChildOrders
{
    /// <summary>The present attempt of a task is no longer wanted; if it is a sub-flow, that is cancelled.</summary>
    public static void CancelAttempt(Turn turn, TaskState task, CancelReason reason)
    {
        turn.Effects.Add(new(EffectKind.CancelAttempt, task, task.Attempt, reason));
        Give(turn, task, ChildOrderKind.Cancel, reason.ToString());
    }

    /// <summary>Reaches all sub-flows that tasks wait for. Costs the size of the execution, once a command.</summary>
    public static void GiveAll(Turn turn, ChildOrderKind kind)
    {
        foreach (var task in turn.State.Scopes.Where(scope => !scope.Ended).SelectMany(scope => scope.Tasks))
        {
            if (task.Status is FlowTaskStatus.Running or FlowTaskStatus.KeySucceed)
            {
                Give(turn, task, kind);
            }
        }
    }

    /// <summary>Reaches the sub-flow that a task waits for; nothing for any other task.</summary>
    public static void Give(Turn turn, TaskState task, ChildOrderKind kind, string? reason = null)
    {
        if (turn.NodeOf(task) is not FunctionNode { WaitsForChild: true })
        {
            return;
        }

        var state = turn.State;
        var child = AttemptId.Of(state.Id, InstanceName.Of(turn.Plan, task), task.Epoch, task.Attempt);
        var number = (state.ChildOrders ??= new()).Add(new(child, kind, reason));
        turn.TouchOrder(number);
        turn.Effects.Add(new(EffectKind.TellChild, null, number));
    }

    /// <summary>The sub-flow has it on record, or is none.</summary>
    public static void Taken(Turn turn, int number)
    {
        if (turn.State.ChildOrders?.Open.Remove(number) == true)
        {
            turn.TouchOrder(number);
        }
    }

    /// <summary>Whatever was not taken is told again, in its order.</summary>
    public static void Owe(Turn turn)
    {
        if (turn.State.ChildOrders is not { } orders)
        {
            return;
        }

        foreach (var number in orders.Open.Keys)
        {
            turn.Effects.Add(new(EffectKind.TellChild, null, number));
        }
    }
}
