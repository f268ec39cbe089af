namespace FlowKit.Executions;

/// <summary>Where the call that tells of an execution's end stands.</summary>
internal sealed class EndCallbackState
{
    public EndCallbackStanding Standing { get; set; }

    /// <summary>The present try, from 1.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>When the next try goes out; 0 for now.</summary>
    public long DueAt { get; set; }

    /// <summary>Why the last try failed; null when none has.</summary>
    public FlowFailure? Failure { get; set; }
}
