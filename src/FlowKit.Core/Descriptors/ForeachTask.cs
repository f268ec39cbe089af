namespace FlowKit.Descriptors;

/// <summary>A task that runs its sub-tasks once per item of a list.</summary>
public sealed record ForeachTask : TaskDescriptor
{
    /// <inheritdoc/>
    public override TaskCategory Category => TaskCategory.Foreach;

    /// <summary>The list and the names of its parts; null when not written, which validation refuses.</summary>
    public IterationMappingDescriptor? IterationMapping { get; init; }

    /// <summary>How many branches run at once; null for all.</summary>
    public SynchronizationDescriptor? Synchronization { get; init; }

    /// <summary>What failed branches mean for the loop.</summary>
    public LoopFailureDescriptor Failure { get; init; } = new();

    /// <summary>How many items a branch gets; null for one item that is not a list.</summary>
    public Located<int>? Batch { get; init; }

    /// <summary>The tasks of a branch.</summary>
    public IReadOnlyList<TaskDescriptor> Tasks { get; init; } = [];
}
