namespace FlowKit.Descriptors;

/// <summary>A task that runs the branches whose conditions hold, then joins them.</summary>
public sealed record ChoiceTask : TaskDescriptor
{
    /// <inheritdoc/>
    public override TaskCategory Category => TaskCategory.Choice;

    /// <summary>The branches in the order they were written; null when not written, which validation refuses.</summary>
    public IReadOnlyList<ChoiceBranch>? Choices { get; init; }
}
