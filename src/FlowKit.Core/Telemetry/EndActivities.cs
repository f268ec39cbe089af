using System.Diagnostics;
using System.Globalization;
using FlowKit.Deciding;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Telemetry;

/// <summary>Writes the activities of task instances and executions that have ended, in one go, with the times of the state.</summary>
internal static class EndActivities
{
    public static void WriteTask(Turn turn, TaskState task, long start, string status, FlowFailure? failure)
    {
        var current = Activity.Current;
        var eventId = EventId(turn, task);
        var node = turn.NodeOf(task);
        var activity = FlowActivities.Begin(TelemetryNames.Task, Above(turn, task.Scope), Time(start));
        if (activity is not null)
        {
            GivenSpanId.Set(activity, TraceIds.OfTask(eventId, task.Epoch));
            activity.DisplayName = $"task {node.Name}";
            activity.SetTag(TelemetryNames.TaskName, eventId[(turn.State.Id.Length + 1)..]);
            activity.SetTag(TelemetryNames.EventId, eventId);
            activity.SetTag(TelemetryNames.SegmentId, SegmentId(turn, task.Scope));
            activity.SetTag(TelemetryNames.Category, node.Category.ToText());
            activity.SetTag(TelemetryNames.Attempts, task.Attempt);
            activity.SetTag(TelemetryNames.Epoch, task.Epoch);
        }

        End(activity, turn, status, failure, task.EndedAt);
        Activity.Current = current;
    }

    public static void WriteExecution(Turn turn, string status, FlowFailure? failure)
    {
        var current = Activity.Current;
        var state = turn.State;
        var activity = FlowActivities.Begin(
            TelemetryNames.Execution, FlowActivities.Under(state.Trace, state.RootId, Caller(state)), Time(state.StartedAt));
        if (activity is not null)
        {
            GivenSpanId.Set(activity, TraceIds.OfExecution(state.Id));
            activity.DisplayName = $"execution {turn.Plan.Name}";
            activity.SetTag(TelemetryNames.RootExecutionId, state.RootId);
            activity.SetTag(TelemetryNames.Epoch, state.Epoch);
        }

        End(activity, turn, status, failure, state.EndedAt);
        Activity.Current = current;
    }

    private static void End(Activity? activity, Turn turn, string status, FlowFailure? failure, long end)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag(TelemetryNames.Flow, turn.Plan.Name);
        activity.SetTag(TelemetryNames.ExecutionId, turn.State.Id);
        activity.SetTag(TelemetryNames.Status, status);
        if (failure is not null)
        {
            activity.SetTag(TelemetryNames.ErrorType, failure.Code);
            activity.SetStatus(ActivityStatusCode.Error, failure.Code);
        }

        FlowActivities.End(activity, Time(end));
    }

    /// <summary>The loop or choice that tasks of a scope stand in, or the execution.</summary>
    private static ActivityContext Above(Turn turn, ScopeState scope)
    {
        var state = turn.State;
        return FlowActivities.Under(
            state.Trace,
            state.RootId,
            scope.Parent is { } parent ? TraceIds.OfTask(EventId(turn, parent), parent.Epoch) : TraceIds.OfExecution(state.Id));
    }

    // A sub-flow whose trace is not on record hangs under the attempt that called it all the same.
    private static ActivitySpanId Caller(ExecutionState state) => state switch
    {
        { Trace: { } trace } => trace.ParentSpanId,
        { Parent: { } parent } => TraceIds.OfAttempt(AttemptId.Of(parent.ExecutionId, parent.Task, parent.Epoch, parent.Attempt)),
        _ => default,
    };

    private static string EventId(Turn turn, TaskState task) => $"{turn.State.Id}_{InstanceName.Of(turn.Plan, task)}";

    /// <summary>The loop item that tasks of a scope belong to; null outside of loops.</summary>
    private static string? SegmentId(Turn turn, ScopeState scope) => scope.Parent switch
    {
        null => null,
        var parent when turn.NodeOf(parent) is ForeachNode =>
            string.Create(CultureInfo.InvariantCulture, $"{EventId(turn, parent)}_{scope.Branch}"),
        var parent => SegmentId(turn, parent.Scope),
    };

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
