namespace FlowKit.Descriptors;

/// <summary>A task that is nothing but its mappings.</summary>
public sealed record PassTask : TaskDescriptor
{
    /// <inheritdoc/>
    public override TaskCategory Category => TaskCategory.Pass;
}
