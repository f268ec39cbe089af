namespace FlowKit.Descriptors;

/// <summary>What the value of a parameter must be.</summary>
public enum ParameterType
{
    /// <summary>A text.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>An object or a list.</summary>
    Json,
}
