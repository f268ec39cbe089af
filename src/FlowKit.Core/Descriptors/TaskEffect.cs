namespace FlowKit.Descriptors;

/// <summary>What a task does to the world outside.</summary>
public enum TaskEffect
{
    /// <summary>It changes something.</summary>
    Write,

    /// <summary>It only looks.</summary>
    Read,

    /// <summary>Its output depends on nothing but its input.</summary>
    Pure,
}
