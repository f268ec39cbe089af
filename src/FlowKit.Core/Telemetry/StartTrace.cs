using System.Diagnostics;
using FlowKit.Dispatching;
using FlowKit.Executions;

namespace FlowKit.Telemetry;

/// <summary>Which trace an execution belongs to is decided once, at its start, and on record from then on.</summary>
internal static class StartTrace
{
    /// <summary>What W3C asks to be carried along at least; more is left out.</summary>
    private const int LongestState = 512;

    /// <summary>
    /// The options with the trace in place: the caller's, else that of the current activity, else a new one if somebody listens. To be asked
    /// where the caller is: on another thread there is no current activity any more.
    /// </summary>
    public static StartOptions? Decided(StartOptions? options)
    {
        var given = options is { Trace: { } trace } ? trace : Current();
        var decided = given == default && FlowActivities.Source.HasListeners() ? NewRoot() : given;
        return decided == default ? options : (options ?? new()) with { Trace = decided };
    }

    /// <summary>As it is kept with the execution; null for none.</summary>
    public static ExecutionTrace? Kept(ActivityContext? decided, string executionId) => decided is not { } trace || trace == default
        ? null
        : new(
            trace.TraceId == default ? TraceIds.OfTrace(executionId) : trace.TraceId,
            trace.SpanId,
            trace.TraceFlags,
            trace.TraceState is { Length: > 0 and <= LongestState } state ? state : null);

    /// <summary>The options of a sub-flow: it belongs to the trace of the attempt that calls it.</summary>
    public static StartOptions? OfChild(DispatchRequest request) => request.Trace is { } trace
        ? new() { Trace = new(trace.TraceId, TraceIds.OfAttempt(request.IdempotencyKey), trace.Flags, trace.State) }
        : null;

    private static ActivityContext Current() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Context : default;

    // Not started, only asked for: the sampler says whether it wants the trace, and under which id.
    private static ActivityContext NewRoot()
    {
        var current = Activity.Current;
        Activity.Current = null;
        var root = FlowActivities.Source.CreateActivity(TelemetryNames.Execution, ActivityKind.Internal)?.Context ?? default;
        Activity.Current = current;
        return root;
    }
}
