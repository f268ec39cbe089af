using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Running;

/// <summary>What callers are shown of the past of an execution.</summary>
internal static class Histories
{
    public static ExecutionHistory Of(FlowPlan plan, ExecutionState state) => new(
        state.Id, plan.Name, state.ShownStatus, state.Epoch, Time(state.StartedAt), state.EndedAt == 0 ? null : Time(state.EndedAt))
    {
        Operations = [.. (state.Log?.Operations ?? []).Select(Operation)],
        OperationsDropped = state.Log?.OperationsDropped ?? 0,
    };

    private static OperationView Operation(PastOperation operation) => new(
        operation.Kind,
        Time(operation.At),
        operation.By,
        operation.Reason,
        operation.Tasks,
        operation.TaskCount,
        operation.Detail,
        operation.Epoch);

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
