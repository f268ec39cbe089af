using FlowKit.Descriptors;

namespace FlowKit.Validation;

/// <summary>What a flow is held against besides the rules of the language.</summary>
public sealed record FlowValidationOptions
{
    /// <summary>The protocols that have a dispatcher, compared without case; null to take every protocol as known.</summary>
    public IReadOnlyCollection<string>? KnownProtocols { get; init; }

    /// <summary>A protocol that is not known is a warning: the host that will run the flow may have it.</summary>
    internal bool HostMayHaveMore { get; init; }

    /// <summary>What <c>resourceRef://</c> may name; null to take every such address as right.</summary>
    internal ResourceCatalog? Resources { get; init; }

    /// <summary>The sizes a flow may have.</summary>
    public FlowLimits Limits { get; init; } = new();
}
