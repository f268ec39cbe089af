namespace FlowKit.Executions;

/// <summary>Something that stands in a <c>DueHeap</c>.</summary>
internal interface IDue
{
    /// <summary>When its turn comes, in UTC ticks.</summary>
    long Due { get; set; }

    /// <summary>Its place in the heap; -1 while it stands in none.</summary>
    int HeapIndex { get; set; }
}
