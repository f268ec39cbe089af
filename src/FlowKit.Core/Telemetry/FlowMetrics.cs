using System.Diagnostics.Metrics;
using FlowKit.Callbacks;
using FlowKit.Deciding;
using FlowKit.Descriptors;
using FlowKit.Dispatching;

namespace FlowKit.Telemetry;

/// <summary>The meter and its instruments. Tags are the flow, the category of the task and a status, and nothing else.</summary>
internal static class FlowMetrics
{
    private static readonly Meter Meter = new(TelemetryNames.Source, typeof(FlowMetrics).Assembly.GetName().Version?.ToString(3));

    private static readonly Counter<long> ExecutionsStarted =
        Meter.CreateCounter<long>("flowkit.execution.started", "{execution}", "Executions whose start is on record.");

    private static readonly Counter<long> ExecutionsEnded =
        Meter.CreateCounter<long>("flowkit.execution.ended", "{execution}", "Executions whose end is on record.");

    private static readonly Histogram<double> ExecutionDuration = Seconds(
        "flowkit.execution.duration", "From the start of an execution to its end.", 0.01, 0.1, 1, 10, 60, 600, 3_600, 21_600, 86_400, 604_800);

    private static readonly UpDownCounter<long> ExecutionsActive = Meter.CreateUpDownCounter<long>(
        "flowkit.execution.active", "{execution}", "Executions an engine holds in memory: those that run, and those that wait and are kept ready.");

    private static readonly Counter<long> TasksEnded =
        Meter.CreateCounter<long>("flowkit.task.ended", "{task}", "Task instances whose end is on record.");

    private static readonly Histogram<double> TaskDuration = Seconds(
        "flowkit.task.duration", "From the begin of a task instance to its end, with all its attempts.", 0.001, 0.01, 0.1, 1, 10, 60, 600, 3_600, 86_400);

    private static readonly Counter<long> AttemptsSent =
        Meter.CreateCounter<long>("flowkit.attempt.sent", "{attempt}", "Attempts that were sent out.");

    private static readonly Counter<long> AttemptsRetried =
        Meter.CreateCounter<long>("flowkit.attempt.retried", "{attempt}", "Attempts that were sent out and are not the first of their task instance.");

    private static readonly Histogram<double> AttemptTimeInQueue = Seconds(
        "flowkit.attempt.time_in_queue", "From when an attempt was decided until it was sent out: the save before it, and the attempts in front of it.",
        0.0001, 0.001, 0.01, 0.1, 1, 10, 60);

    private static readonly Histogram<double> DispatchDuration = Seconds(
        "flowkit.dispatch.duration", "From when an attempt was sent out until its dispatcher said something.", 0.001, 0.01, 0.1, 1, 10, 60, 600);

    private static readonly Histogram<double> SaveDuration = Seconds(
        "flowkit.save.duration", "How long the store took for a save.", 0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 10);

    private static readonly Histogram<long> SaveSize = Meter.CreateHistogram(
        "flowkit.save.size", "By", "How large a save was.", advice: new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000],
        });

    private static readonly Counter<long> CallbacksReceived =
        Meter.CreateCounter<long>("flowkit.callback.received", "{callback}", "Callbacks of executors that were answered.");

    /// <summary>Somebody wants to know what becomes of tasks and executions.</summary>
    public static bool WatchesNews => TasksEnded.Enabled || TaskDuration.Enabled || ExecutionsEnded.Enabled || ExecutionDuration.Enabled;

    public static bool WatchesDispatches =>
        AttemptsSent.Enabled || AttemptsRetried.Enabled || AttemptTimeInQueue.Enabled || DispatchDuration.Enabled;

    public static bool WatchesSaves => SaveDuration.Enabled || SaveSize.Enabled;

    public static bool WatchesActive => ExecutionsActive.Enabled;

    public static bool WatchesCallbacks => CallbacksReceived.Enabled;

    public static void ExecutionStarted(string flow)
    {
        if (ExecutionsStarted.Enabled)
        {
            ExecutionsStarted.Add(1, Flow(flow));
        }
    }

    /// <param name="flow"><c>workspace:dagName</c>.</param>
    /// <param name="status">What it ended as.</param>
    /// <param name="duration">Null when it was set going again in the same turn.</param>
    public static void ExecutionEnded(string flow, string status, TimeSpan? duration)
    {
        ExecutionsEnded.Add(1, Flow(flow), Status(status));
        if (duration is { } time)
        {
            ExecutionDuration.Record(time.TotalSeconds, Flow(flow), Status(status));
        }
    }

    /// <param name="flow"><c>workspace:dagName</c>.</param>
    /// <param name="category">What the task is.</param>
    /// <param name="status">What it ended as.</param>
    /// <param name="duration">Null when it never began.</param>
    public static void TaskEnded(string flow, TaskCategory category, string status, TimeSpan? duration)
    {
        TasksEnded.Add(1, Flow(flow), Category(category), Status(status));
        if (duration is { } time)
        {
            TaskDuration.Record(time.TotalSeconds, Flow(flow), Category(category), Status(status));
        }
    }

    public static void ActiveChanged(int by) => ExecutionsActive.Add(by);

    public static void WentOut(DispatchRequest request, DateTimeOffset now)
    {
        if (request.TellsEnd)
        {
            return;
        }

        AttemptsSent.Add(1, Flow(request.Flow));
        if (request.Attempt > 1)
        {
            AttemptsRetried.Add(1, Flow(request.Flow));
        }

        AttemptTimeInQueue.Record(Math.Max(0, now.UtcTicks - request.SentAt) / (double)TimeSpan.TicksPerSecond, Flow(request.Flow));
    }

    public static void CameBack(DispatchRequest request, string outcome, TimeSpan duration)
    {
        if (!request.TellsEnd)
        {
            DispatchDuration.Record(duration.TotalSeconds, Flow(request.Flow), Status(outcome));
        }
    }

    public static void Saved(string flow, TimeSpan duration, int bytes)
    {
        SaveDuration.Record(duration.TotalSeconds, Flow(flow));
        SaveSize.Record(bytes, Flow(flow));
    }

    public static void CallbackReceived(string flow, Reply reply) => CallbacksReceived.Add(1, Flow(flow), Status(reply switch
    {
        { Refusal: not null } => "refused",
        { Answer: CallbackAnswer.Duplicate } => "duplicate",
        _ => "accepted",
    }));

    private static Histogram<double> Seconds(string name, string description, params double[] boundaries) =>
        Meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });

    private static KeyValuePair<string, object?> Flow(string flow) => new(TelemetryNames.FlowTag, flow);

    private static KeyValuePair<string, object?> Category(TaskCategory category) => new(TelemetryNames.CategoryTag, category.ToText());

    private static KeyValuePair<string, object?> Status(string status) => new(TelemetryNames.StatusTag, status);
}
