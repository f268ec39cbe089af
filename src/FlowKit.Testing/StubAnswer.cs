using FlowKit.Callbacks;
using FlowKit.Values;

namespace FlowKit.Testing;

/// <summary>How a stubbed dispatch is answered.</summary>
public abstract record StubAnswer
{
    private StubAnswer()
    {
    }

    /// <summary>How long the answer takes; zero by default.</summary>
    public TimeSpan Delay { get; private init; }

    /// <summary>The dispatch is accepted and its result never comes by itself: an asynchronous task waits for a callback.</summary>
    public static StubAnswer Accepted { get; } = new Acceptance(null);

    /// <summary>The call succeeds, and its output is the input.</summary>
    public static StubAnswer Echo { get; } = new Echoed();

    /// <summary>The call never answers.</summary>
    public static StubAnswer Hang { get; } = new Silence();

    /// <summary>
    /// The call answers. For a task that is asynchronous by its pattern the dispatch is accepted and the output comes as its callback.
    /// </summary>
    /// <param name="output">The output.</param>
    /// <param name="status">What the executor says about it; unspecified leaves it to conditions and <c>result_type</c>.</param>
    public static StubAnswer Output(FlowValue output, CallbackStatus status = CallbackStatus.Unspecified) => new Answer(output, status);

    /// <summary>The call fails without an output: nobody could be reached.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="retryable">Another attempt may succeed.</param>
    public static StubAnswer Error(string message, bool retryable = true) => new Fault(message, retryable);

    /// <summary>The dispatch is accepted, and its callback comes by itself, some time after the acceptance.</summary>
    public static StubAnswer AcceptedThen(
        TimeSpan after, FlowValue output = default, CallbackStatus status = CallbackStatus.Unspecified) =>
        new Acceptance(new StubCallback(after, status, output));

    /// <summary>The same answer, given that much later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public StubAnswer After(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return this with { Delay = delay };
    }

    internal sealed record Answer(FlowValue Value, CallbackStatus Status) : StubAnswer;

    internal sealed record Fault(string Message, bool Retryable) : StubAnswer;

    internal sealed record Acceptance(StubCallback? Then) : StubAnswer;

    internal sealed record Echoed : StubAnswer;

    internal sealed record Silence : StubAnswer;
}
