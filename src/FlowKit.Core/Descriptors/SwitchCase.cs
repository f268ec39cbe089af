using FlowKit.Errors;

namespace FlowKit.Descriptors;

/// <summary>A case of a switch.</summary>
/// <param name="Condition">When the case holds; <c>default</c> when no other does; null when not written, which validation refuses.</param>
/// <param name="Next">The successors it opens.</param>
/// <param name="Break">A case that holds closes the later ones.</param>
/// <param name="Place">Where the case begins.</param>
public sealed record SwitchCase(Located<string>? Condition, IReadOnlyList<Located<string>> Next, bool Break, SourcePlace Place)
{
    /// <summary>The condition of the case that holds when no other did.</summary>
    public const string Default = "default";

    /// <summary>The case that holds when no other did.</summary>
    public bool IsDefault => Condition?.Value == Default;
}
