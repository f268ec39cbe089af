namespace FlowKit.Descriptors;

/// <summary>A task that waits until its conditions hold.</summary>
public sealed record SuspenseTask : TaskDescriptor
{
    /// <inheritdoc/>
    public override TaskCategory Category => TaskCategory.Suspense;

    /// <summary>All of them must hold; an empty list holds at once; null when not written, which validation refuses.</summary>
    public IReadOnlyList<Located<string>>? Conditions { get; init; }

    /// <summary>One that holds fails the task.</summary>
    public IReadOnlyList<Located<string>> Interruptions { get; init; } = [];
}
