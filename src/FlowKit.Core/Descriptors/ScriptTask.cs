namespace FlowKit.Descriptors;

/// <summary>A task that runs a delegate of the host by name, or an expression over <c>input</c> and <c>context</c>.</summary>
public sealed record ScriptTask : TaskDescriptor
{
    /// <inheritdoc/>
    public override TaskCategory Category => TaskCategory.Script;

    /// <summary>The name of the delegate; null beside an expression.</summary>
    public Located<string>? Run { get; init; }

    /// <summary>The expression; null beside a name.</summary>
    public Located<string>? Expression { get; init; }
}
