namespace FlowKit.Errors;

/// <summary>Steps, and the texts in them.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>No code is known for a step.</summary>
    public const string UnknownStep = "FLOW7501";

    /// <summary>No completion of that name is registered.</summary>
    public const string UnknownCompletion = "FLOW7502";

    /// <summary>A text of a step refers to what nobody knows.</summary>
    public const string VariableMissing = "FLOW7503";

    /// <summary>The texts of a step would be too large.</summary>
    public const string TextsTooLarge = "FLOW7504";
}
