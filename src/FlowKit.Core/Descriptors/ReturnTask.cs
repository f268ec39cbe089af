namespace FlowKit.Descriptors;

/// <summary>A task that ends what follows only through it.</summary>
public sealed record ReturnTask : TaskDescriptor
{
    /// <inheritdoc/>
    public override TaskCategory Category => TaskCategory.Return;

    /// <summary>All of them must hold; an empty list always holds; null when not written, which validation refuses.</summary>
    public IReadOnlyList<Located<string>>? Conditions { get; init; }
}
