namespace FlowKit.Running;

/// <summary>What a writer needs of the engine around it.</summary>
internal interface IWriterHost
{
    /// <summary>The engine takes nothing new out any more.</summary>
    bool IsStopping { get; }

    /// <summary>Puts a letter into the mailbox of an execution, hot or not, here or at the engine that owns it.</summary>
    void Post(string executionId, Letter letter);

    /// <summary>A save was refused because the execution belongs to another engine.</summary>
    void Doubt();

    /// <summary>A writer has something to do.</summary>
    void TurnsBegin();

    /// <summary>It has nothing to do any more.</summary>
    void TurnsEnd();

    /// <summary>The writer waits for news from outside; the host may retire it.</summary>
    void WentIdle(ExecutionWriter writer);

    /// <summary>The writer is over: its execution has ended, or never began.</summary>
    void Retired(ExecutionWriter writer);

    /// <summary>Somebody waits for the end of the execution.</summary>
    bool IsAwaited(string executionId);

    /// <summary>The execution has ended, and everybody who had to know knows.</summary>
    void Ended(FlowResult result);
}
