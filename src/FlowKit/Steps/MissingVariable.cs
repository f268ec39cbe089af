namespace FlowKit.Steps;

/// <summary>What becomes of a reference in a step's text that nobody knows a value for.</summary>
public enum MissingVariable
{
    /// <summary>The attempt fails, and is not tried again.</summary>
    Fail,

    /// <summary>The reference stays in the text as it is written.</summary>
    Keep,

    /// <summary>Nothing takes its place; where it is all of the text, the parameter is an empty text.</summary>
    Empty,
}
