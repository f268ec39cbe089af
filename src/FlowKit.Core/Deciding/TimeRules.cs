using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>Delays and time limits of tasks, read from the input when they begin to count.</summary>
internal static class TimeRules
{
    /// <summary>When the task may start: its readiness and its delay; 0 for at once. A fault when the input holds no number there.</summary>
    public static FlowFailure? StartTime(Turn turn, TaskState task, TaskNode node, out long due)
    {
        due = 0;
        if (node.Timeline is not { } timeline)
        {
            return null;
        }

        if (Read(timeline.Interval, task.Input, "suspenseIntervalSeconds", out var seconds) is { } noInterval)
        {
            return noInterval;
        }

        if (Read(timeline.Timestamp, task.Input, "suspenseTimestamp", out var milliseconds) is { } noTimestamp)
        {
            return noTimestamp;
        }

        var interval = seconds > 0 ? After(turn.Now, seconds.Value) : 0;
        var timestamp = milliseconds is { } epoch ? After(DateTimeOffset.UnixEpoch.UtcTicks, epoch / 1000) : 0;
        due = Math.Max(interval, timestamp);
        return null;
    }

    /// <summary>Sets the limits that begin to count with an attempt.</summary>
    public static FlowFailure? Limit(Turn turn, TaskState task, TaskNode node)
    {
        if (node.Timeline is not { } timeline)
        {
            return null;
        }

        if (Read(timeline.Timeout, task.Input, "timeoutInSeconds", out var timeout) is { } noTimeout)
        {
            return noTimeout;
        }

        task.Deadline = timeout > 0 ? After(turn.Now, timeout.Value) : 0;
        if (task.TotalDeadline != 0)
        {
            return null;
        }

        var fault = Read(timeline.TotalTimeout, task.Input, "totalTimeoutInSeconds", out var total);
        task.TotalDeadline = total > 0 ? After(turn.Now, total.Value) : 0;
        return fault;
    }

    /// <summary>A time so many seconds later; the end of time where that is further than time goes.</summary>
    public static long After(long ticks, double seconds) =>
        seconds >= (DateTime.MaxValue.Ticks - ticks) / (double)TimeSpan.TicksPerSecond
            ? DateTime.MaxValue.Ticks
            : ticks + (long)(seconds * TimeSpan.TicksPerSecond);

    private static FlowFailure? Read(NumberPlan? plan, FlowValue input, string field, out double? number)
    {
        number = null;
        return plan is null || plan.TryRead(new PathRoots { Input = input }, out number)
            ? null
            : new(FlowErrorCodes.NoNumber, $"The value that '{field}' names in the input is no number.", Retryable: false);
    }
}
