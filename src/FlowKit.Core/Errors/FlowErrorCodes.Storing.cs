namespace FlowKit.Errors;

/// <summary>Storing.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>A saved state cannot be read.</summary>
    public const string DamagedState = "FLOW5001";

    /// <summary>A saved state was written by a newer FlowKit.</summary>
    public const string NewerState = "FLOW5002";

    /// <summary>A save was not taken and is tried again.</summary>
    public const string SaveFailed = "FLOW5003";

    /// <summary>Another writer saved the execution in between.</summary>
    public const string SaveLost = "FLOW5004";

    /// <summary>The flow version an execution started with is not registered.</summary>
    public const string UnknownFlowVersion = "FLOW5005";
}
