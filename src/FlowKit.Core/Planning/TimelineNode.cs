using FlowKit.Descriptors;
using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>Time limits and delays of a task, compiled; each is read from <c>$.input</c>.</summary>
internal sealed class TimelineNode(TimelineDescriptor timeline)
{
    /// <summary>Seconds.</summary>
    public NumberPlan? Timeout { get; } = NumberPlan.Of(timeline.TimeoutInSeconds.Value);

    /// <summary>Seconds.</summary>
    public NumberPlan? TotalTimeout { get; } = NumberPlan.Of(timeline.TotalTimeoutInSeconds.Value);

    /// <summary>Seconds.</summary>
    public NumberPlan? Interval { get; } = NumberPlan.Of(timeline.SuspenseIntervalSeconds.Value);

    /// <summary>Epoch milliseconds.</summary>
    public NumberPlan? Timestamp { get; } = NumberPlan.Of(timeline.SuspenseTimestamp.Value);

    /// <summary>The task may start later than its turn comes.</summary>
    public bool MayDelay => Interval is not null || Timestamp is not null;

    public bool SkipOnTimeout { get; } = timeline.SkipOnTimeout;
}
