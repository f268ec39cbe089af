using FlowKit.Storing;

namespace FlowKit.Running.Sharing;

/// <summary>The engine as the parts see it that deal with other engines.</summary>
internal interface ISharingHost
{
    bool IsStopping { get; }

    /// <summary>Puts a letter into the mailbox of a writer that is in memory, of any tenure or of one; false when there is none.</summary>
    bool TryPostHot(string executionId, Letter letter, Tenure? tenure = null);

    /// <summary>
    /// Puts a letter into the mailbox of an execution that was this engine's in a tenure. When that is over by now, whoever waits is told that
    /// the lease is lost, and nothing is done.
    /// </summary>
    void PostHere(Tenure tenure, string executionId, Letter letter);

    /// <summary>An execution belongs to this engine now: what it owes is to be done, what it waits for to be armed.</summary>
    void TakeUp(Tenure tenure, ExecutionHeader header);

    /// <summary>Puts a letter into the mailbox of an execution, wherever it is.</summary>
    void Post(string executionId, Letter letter);

    /// <summary>A tenure whose clock tells this engine.</summary>
    Tenure NewTenure(IStoreSession session, Func<Task> renew);

    /// <summary>Has the writers of a tenure that is over drop what they know.</summary>
    void Disown();

    /// <summary>The executions whose end somebody waits for.</summary>
    IEnumerable<FlowExecution> Awaited { get; }

    /// <summary>Tells of the end of an execution that may have ended elsewhere; false when it has not.</summary>
    ValueTask<bool> TellStoredEndAsync(string executionId);

    /// <summary>Something has begun that a stop waits for.</summary>
    void TurnsBegin();

    /// <summary>It is over.</summary>
    void TurnsEnd();
}
