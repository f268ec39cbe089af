using System.Diagnostics;
using FlowKit.Dispatching;

namespace FlowKit.Telemetry;

/// <summary>The activity of an attempt: from when it goes out until the dispatcher has said something.</summary>
internal static class AttemptActivity
{
    /// <summary>Makes it the current activity; null when nobody wants it.</summary>
    public static Activity? Begin(DispatchRequest request, DateTimeOffset start)
    {
        if (!FlowActivities.Source.HasListeners())
        {
            return null;
        }

        var eventId = $"{request.ExecutionId}_{request.Task}";
        var parent = request.TellsEnd ? TraceIds.OfExecution(request.ExecutionId) : TraceIds.OfTask(eventId, request.Epoch);
        var activity = FlowActivities.Begin(
            request.TellsEnd ? TelemetryNames.EndCallback : TelemetryNames.Attempt,
            FlowActivities.Under(request.Trace, request.RootExecutionId, parent),
            start);
        if (activity is null)
        {
            return null;
        }

        GivenSpanId.Set(activity, TraceIds.OfAttempt(request.IdempotencyKey));
        activity.DisplayName = request.TellsEnd ? "end callback" : $"attempt {request.TaskName}";
        if (activity.IsAllDataRequested)
        {
            Describe(activity, request, eventId);
        }

        return activity;
    }

    /// <param name="activity">What began.</param>
    /// <param name="outcome">What came of the dispatch, in one word.</param>
    /// <param name="code">Why it failed; null when it did not.</param>
    /// <param name="end">When.</param>
    public static void End(Activity activity, string outcome, string? code, DateTimeOffset end)
    {
        activity.SetTag(TelemetryNames.Outcome, outcome);
        if (code is not null)
        {
            activity.SetTag(TelemetryNames.ErrorType, code);
            activity.SetStatus(ActivityStatusCode.Error, code);
        }

        FlowActivities.End(activity, end);
    }

    private static void Describe(Activity activity, DispatchRequest request, string eventId)
    {
        activity.SetTag(TelemetryNames.Flow, request.Flow);
        activity.SetTag(TelemetryNames.ExecutionId, request.ExecutionId);
        activity.SetTag(TelemetryNames.AttemptNumber, request.Attempt);
        activity.SetTag(TelemetryNames.AttemptId, request.IdempotencyKey);
        activity.SetTag(TelemetryNames.Epoch, request.Epoch);
        activity.SetTag(TelemetryNames.Protocol, request.Protocol);
        if (!request.TellsEnd)
        {
            activity.SetTag(TelemetryNames.TaskName, request.Task);
            activity.SetTag(TelemetryNames.EventId, eventId);
        }
    }
}
