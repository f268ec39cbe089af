namespace FlowKit.Errors;

/// <summary>What the HTTP API says beside the engine's own codes.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>The token of a callback is missing or wrong, or its time has passed.</summary>
    public const string CallbackTokenRefused = "FLOW6101";

    /// <summary>A request lacks a parameter, or has one that cannot be understood.</summary>
    public const string ParameterInvalid = "FLOW6102";

    /// <summary>A body, or a parameter, is no JSON or not the kind of JSON that is wanted.</summary>
    public const string BodyInvalid = "FLOW6103";

    /// <summary>A body has a content type that is not understood.</summary>
    public const string ContentTypeRefused = "FLOW6104";

    /// <summary>A body is larger than the host allows.</summary>
    public const string BodyTooLarge = "FLOW6105";

    /// <summary>This version cannot do that yet.</summary>
    public const string NotSupportedYet = "FLOW6106";

    /// <summary>A fault of the host itself; its log says more.</summary>
    public const string HostFault = "FLOW6107";

    /// <summary>No version of a flow is registered under that id.</summary>
    public const string UnknownDescriptor = "FLOW6108";

    /// <summary>The key of callback tokens ends with the process, and the store does not.</summary>
    public const string CallbackSecretMissing = "FLOW6109";
}
