using System.Diagnostics;

namespace FlowKit.Core.Tests.Telemetry;

/// <summary>Hears every activity of FlowKit that ends.</summary>
internal sealed class ActivityRecorder : IDisposable
{
    private readonly ActivityListener _listener;

    /// <param name="sample">What the sampler says; by default it wants everything.</param>
    public ActivityRecorder(Func<ActivityContext, ActivitySamplingResult>? sample = null)
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "FlowKit",
            Sample = (ref options) => sample?.Invoke(options.Parent) ?? ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Stopped.Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public List<Activity> Stopped { get; } = [];

    public Activity Execution(string id) => Assert.Single(Of("flowkit.execution"), one => (string?)one.GetTagItem("flowkit.execution.id") == id);

    public Activity Task(string name) => Assert.Single(Of("flowkit.task"), one => (string?)one.GetTagItem("flowkit.task.name") == name);

    public Activity Attempt(string name, int number = 1) => Assert.Single(
        Of("flowkit.attempt"),
        one => (string?)one.GetTagItem("flowkit.task.name") == name && (int?)one.GetTagItem("flowkit.attempt.number") == number);

    public IEnumerable<Activity> Of(string operation) => Stopped.Where(one => one.OperationName == operation);

    /// <summary>The tree by titles, a line each, children under their parents in the order they began; what hangs under nothing is a root.</summary>
    public string Tree()
    {
        var known = Stopped.Select(one => one.SpanId).ToHashSet();
        return string.Join('\n', Stopped.Where(one => !known.Contains(one.ParentSpanId)).SelectMany(root => Lines(root, 0)));
    }

    public void Dispose() => _listener.Dispose();

    private IEnumerable<string> Lines(Activity activity, int depth)
    {
        var word = activity.GetTagItem("flowkit.status") ?? activity.GetTagItem("flowkit.outcome");
        var children = Stopped.Where(one => one.ParentSpanId == activity.SpanId && one.TraceId == activity.TraceId).OrderBy(one => one.StartTimeUtc);
        return [$"{new string(' ', 2 * depth)}{activity.DisplayName}: {word}", .. children.SelectMany(child => Lines(child, depth + 1))];
    }
}
