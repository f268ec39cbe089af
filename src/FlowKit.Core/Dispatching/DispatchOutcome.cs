using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Dispatching;

/// <summary>What came of a dispatch: an answer, a failure, or an acknowledgement.</summary>
public abstract record DispatchOutcome
{
    private DispatchOutcome()
    {
    }

    /// <summary>The executor took the attempt over; the result comes through the callback.</summary>
    public static DispatchOutcome Accepted { get; } = new Acknowledged();

    /// <summary>The executor answered. The task's conditions, or the answer's <c>result_type</c>, decide whether that is a success.</summary>
    /// <param name="output">The answer; anything but an object is given to the flow as <c>{ "data": output }</c>.</param>
    public static DispatchOutcome Succeeded(FlowValue output) => new Answered(output, null);

    /// <summary>The executor answered nothing.</summary>
    public static DispatchOutcome Succeeded() => EmptyAnswer;

    /// <summary>The attempt failed and there is no answer to judge.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="code">The executor's or dispatcher's own code; by default the code of a failed dispatch.</param>
    /// <param name="detail">More about it, kept with the attempt.</param>
    /// <param name="retryable">Another attempt may succeed.</param>
    /// <param name="notBefore">The next attempt is not earlier.</param>
    public static DispatchOutcome Failed(
        string message, string? code = null, FlowValue detail = default, bool retryable = true, DateTimeOffset? notBefore = null) =>
        new Broken(new FlowFailure(code ?? Errors.FlowErrorCodes.DispatchFailed, message, detail, retryable), notBefore);

    /// <summary>The executor answered and says that it failed; the task's conditions may judge otherwise.</summary>
    public static DispatchOutcome FailedWith(FlowValue output) => new Answered(output, false);

    private static readonly DispatchOutcome EmptyAnswer = new Answered(FlowValue.EmptyObject, null);

    internal sealed record Answered(FlowValue Output, bool? Success) : DispatchOutcome;

    internal sealed record Broken(FlowFailure Failure, DateTimeOffset? NotBefore) : DispatchOutcome
    {
        /// <summary>The dispatcher gave up: after the time limit that is the time-out it is.</summary>
        public bool IsGivenUp { get; init; }
    }

    internal sealed record Acknowledged : DispatchOutcome;
}
