namespace FlowKit.Executions;

/// <summary>What is past of an execution and its records do not tell. Bounded: the oldest go, and are counted.</summary>
internal sealed class ExecutionLog
{
    /// <summary>Operations are made by people, or by what acts for them; an entry is mostly under a hundred bytes.</summary>
    public const int MostOperations = 200;

    public Queue<PastOperation> Operations { get; } = new();

    /// <summary>The oldest operations that are no longer kept.</summary>
    public int OperationsDropped { get; set; }

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
