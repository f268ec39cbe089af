namespace FlowKit.Executions;

/// <summary>What is past of an execution and its records do not tell. Bounded: the oldest go, and are counted.</summary>
internal sealed class ExecutionLog
{
    /// <summary>At about a hundred bytes each a snapshot grows by 200 KB; by a megabyte where names and messages are as long as can be.</summary>
    public const int MostAttempts = 2_000;

    /// <summary>Operations are made by people, or by what acts for them.</summary>
    public const int MostOperations = 200;

    public Queue<PastAttempt> Attempts { get; } = new();

    /// <summary>The oldest attempts that are no longer kept.</summary>
    public int AttemptsDropped { get; set; }

    public Queue<PastOperation> Operations { get; } = new();

    /// <summary>The oldest operations that are no longer kept.</summary>
    public int OperationsDropped { get; set; }

    public void Add(PastAttempt attempt)
    {
        Attempts.Enqueue(attempt);
        if (Attempts.Count > MostAttempts)
        {
            Attempts.Dequeue();
            AttemptsDropped++;
        }
    }

    public void Add(PastOperation operation)
    {
        Operations.Enqueue(operation);
        if (Operations.Count > MostOperations)
        {
            Operations.Dequeue();
            OperationsDropped++;
        }
    }
}
