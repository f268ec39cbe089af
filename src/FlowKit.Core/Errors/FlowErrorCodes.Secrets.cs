namespace FlowKit.Errors;

/// <summary>Secrets.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>No secret of that name is known.</summary>
    public const string SecretUnknown = "FLOW7401";

    /// <summary>A task refers to a secret, and the host has no provider or the provider failed.</summary>
    public const string SecretUnavailable = "FLOW7402";

    /// <summary>A secret is referred to where none is given: by a flow that was added from outside, in the input of a sub-flow, which is stored, or by a
    /// callback that a caller gives at a start.</summary>
    public const string SecretRefused = "FLOW7403";
}
