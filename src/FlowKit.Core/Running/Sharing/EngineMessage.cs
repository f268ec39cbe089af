using FlowKit.Deciding;

namespace FlowKit.Running.Sharing;

/// <summary>What engines that share a store send each other. A closed set.</summary>
/// <param name="Sender">The session it comes from.</param>
/// <param name="Key">What it is about.</param>
internal abstract record EngineMessage(long Sender, AskKey Key)
{
    /// <summary>An arrival for an execution that the other engine owns.</summary>
    /// <param name="Sender">Where the answer goes.</param>
    /// <param name="Key">Names it, so that one that is sent twice arrives once.</param>
    /// <param name="Target">Who is asked. It is not for the session after it: whoever asks has been told by then that the answer is lost.</param>
    /// <param name="ExecutionId">The execution.</param>
    /// <param name="Arrival">What arrived; null to be told of its end.</param>
    public sealed record Ask(long Sender, AskKey Key, long Target, string ExecutionId, Arrival? Arrival) : EngineMessage(Sender, Key);

    /// <summary>The reply of the execution's writer: it is on record. For one that asked of the end: it has ended.</summary>
    public sealed record Answer(long Sender, AskKey Key, Reply Reply) : EngineMessage(Sender, Key);

    /// <summary>The engine that was asked does not own the execution, or is about to leave: nothing of what was asked is on record.</summary>
    /// <param name="Sender">Who was asked.</param>
    /// <param name="Key">What was asked.</param>
    /// <param name="Leaves">It owns it for a moment yet.</param>
    public sealed record NotTaken(long Sender, AskKey Key, bool Leaves) : EngineMessage(Sender, Key);
}
