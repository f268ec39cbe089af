using System.Diagnostics;
using FlowKit.Dispatching;
using FlowKit.Executions;

namespace FlowKit.Telemetry;

/// <summary>Where activities come from, and how they get the ids that follow from those of executions.</summary>
internal static class FlowActivities
{
    public static ActivitySource Source { get; } = new(TelemetryNames.Source, typeof(FlowActivities).Assembly.GetName().Version?.ToString(3));

    /// <summary>The span of an execution's trace that others stand under; all zeros for none.</summary>
    public static ActivityContext Under(ExecutionTrace? trace, string rootId, ActivitySpanId parent) => trace is null
        ? new(TraceIds.OfTrace(rootId), parent, ActivityTraceFlags.None)
        : new(trace.TraceId, parent, trace.Flags, trace.State);

    /// <summary>
    /// Begins an activity, which is then to be given its id; null when nobody wants it. It is the current one until whoever began it says otherwise.
    /// </summary>
    public static Activity? Begin(string name, ActivityContext parent, DateTimeOffset start)
    {
        // One without a parent would take the current one as its parent.
        Activity.Current = null;
        return Source.StartActivity(name, ActivityKind.Internal, parent, startTime: start);
    }

    public static void End(Activity activity, DateTimeOffset end)
    {
        activity.SetEndTime(end.UtcDateTime);
        activity.Stop();
    }
}
