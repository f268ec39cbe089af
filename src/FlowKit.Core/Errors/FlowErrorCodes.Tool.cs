namespace FlowKit.Errors;

/// <summary>90xx: the command line.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>The tool met a fault of its own.</summary>
    public const string ToolFault = "FLOW9001";

    /// <summary>The server cannot listen at its address.</summary>
    public const string CannotListen = "FLOW9002";
}
