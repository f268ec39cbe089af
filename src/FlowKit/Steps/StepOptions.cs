using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Steps;

/// <summary>How a step is run. Retries come before skipping.</summary>
public sealed class StepOptions
{
    private readonly List<KeyValuePair<string, FlowValue>> _texts = [];
    private readonly List<KeyValuePair<string, string>> _paths = [];
    private Func<FunctionTask, FunctionTask> _change = task => task;

    internal StepOptions()
    {
    }

    internal IReadOnlyList<KeyValuePair<string, FlowValue>> Texts => _texts;

    internal IReadOnlyList<KeyValuePair<string, string>> Paths => _paths;

    internal MissingVariable Missing { get; private set; }

    /// <summary>A parameter of the step. Its texts are rendered when an attempt starts; they stay in the flow as they are written.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">
    /// Any JSON. <c>$name$</c> and <c>${name}</c> stand for a parameter of the step, a common one, <c>steps.other.name</c> for that of another
    /// step, else for what an <see cref="IVariableResolver"/> says; <c>$$</c> is a dollar sign, <c>${secrets.name}</c> a secret.
    /// </param>
    public StepOptions Param(string name, FlowValue value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _texts.Add(new(name, value));
        return this;
    }

    /// <summary>A parameter that is read from the context when the step begins, and never rendered: <c>ParamFrom("size", "$.context.size")</c>.</summary>
    public StepOptions ParamFrom(string name, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _paths.Add(new(name, path));
        return this;
    }

    /// <summary>What becomes of references that nobody knows; they fail the step by default.</summary>
    public StepOptions OnMissing(MissingVariable missing)
    {
        Missing = missing;
        return this;
    }

    /// <summary>Runs a failed attempt again.</summary>
    /// <param name="count">How often; the step is run once more than that at most.</param>
    /// <param name="backoff">How long to wait before; null for <see cref="Backoff.Fibonacci"/>.</param>
    public StepOptions Retry(int count, Backoff? backoff = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return With(task => task with { Retry = (backoff ?? Backoff.Fibonacci).Times(count) });
    }

    /// <summary>How long an attempt may take.</summary>
    public StepOptions Timeout(TimeSpan limit) => Timed(limit, (timeline, seconds) => timeline with { TimeoutInSeconds = seconds });

    /// <summary>How long all attempts with their waits may take together.</summary>
    public StepOptions TotalTimeout(TimeSpan limit) => Timed(limit, (timeline, seconds) => timeline with { TotalTimeoutInSeconds = seconds });

    /// <summary>The step begins so long after its turn has come.</summary>
    public StepOptions Delay(TimeSpan delay) => Timed(delay, (timeline, seconds) => timeline with { SuspenseIntervalSeconds = seconds });

    /// <summary>The step begins not before that time.</summary>
    public StepOptions NotBefore(DateTimeOffset time) => Timed(timeline => timeline with
    {
        SuspenseTimestamp = new(time.ToUnixTimeMilliseconds(), SourcePlace.None),
    });

    /// <summary>When the step has failed for good it counts as skipped, and the flow goes on.</summary>
    public StepOptions SkipOnFailed() => With(task => task with { Tolerance = true });

    /// <summary>Gives the task of the step what else it needs: <c>task => task with { OnUnknown = UnknownOutcome.Ask }</c>.</summary>
    public StepOptions With(Func<FunctionTask, FunctionTask> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var before = _change;
        _change = task => change(before(task));
        return this;
    }

    internal FunctionTask Apply(FunctionTask task) => _change(task);

    private StepOptions Timed(TimeSpan time, Func<TimelineDescriptor, Located<FlowValue>, TimelineDescriptor> change)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        var seconds = FlowValue.Parse(((decimal)time.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture));
        return Timed(timeline => change(timeline, new(seconds, SourcePlace.None)));
    }

    private StepOptions Timed(Func<TimelineDescriptor, TimelineDescriptor> change) =>
        With(task => task with { Timeline = change(task.Timeline ?? new()) });
}
