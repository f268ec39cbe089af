using FlowKit.Callbacks;
using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Running.Sharing;

/// <summary>What is asked, and what is known of how far it came.</summary>
internal sealed class Route(string executionId, Arrival arrival)
{
    public string ExecutionId => executionId;

    public Arrival Arrival => arrival;

    public AskKey? Key { get; set; }

    /// <summary>When it got its key.</summary>
    public long KeyedAt { get; set; }

    /// <summary>The session that may have taken it and went without an answer; 0 when nobody would know it by its key.</summary>
    public long? DoubtfulAt { get; set; }

    public bool IsRepeated { get; private set; }

    /// <summary>It may have been taken, and nobody has said so.</summary>
    public bool IsInDoubt => IsRepeated || DoubtfulAt is not null;

    /// <summary>Whoever took it could not find out whether it is on record.</summary>
    public void Doubt() => (Key, DoubtfulAt) = (null, 0);

    /// <summary>It is about to be asked there. One who is asked a second time knows it by its key.</summary>
    public void GoesTo(long session)
    {
        if (DoubtfulAt is not { } before || before == session)
        {
            return;
        }

        if (!IsSafe)
        {
            throw Lost();
        }

        (IsRepeated, DoubtfulAt) = (true, null);
    }

    public FlowException Lost() => new(
        FlowErrorCodes.AnswerLost,
        $"The engine that owned the execution '{executionId}' lost it before an answer came: what was asked may be on record or not. " +
        "Look at the execution before you ask again.");

    // What begins something anew would begin it twice; a failure without its attempt would be taken for the next one's.
    private bool IsSafe => arrival switch
    {
        Arrival.Callback callback => callback.Result is { Attempt: not null } or { Status: CallbackStatus.Success },
        Arrival.Wake or Arrival.Complete => false,
        Arrival.Operation operation => operation.Kind is FlowOperation.Pause or FlowOperation.Resume,
        _ => true,
    };
}
