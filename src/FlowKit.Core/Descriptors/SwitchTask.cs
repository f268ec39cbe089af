namespace FlowKit.Descriptors;

/// <summary>A task that opens the successors whose cases hold and tells the others to skip.</summary>
public sealed record SwitchTask : TaskDescriptor
{
    /// <inheritdoc/>
    public override TaskCategory Category => TaskCategory.Switch;

    /// <summary>The cases in the order they were written; without any the task succeeds and opens nothing.</summary>
    public IReadOnlyList<SwitchCase> Switches { get; init; } = [];
}
