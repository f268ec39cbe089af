namespace FlowKit.Validation;

/// <summary>Where a list of mappings stands, which says what it may read and write.</summary>
internal enum MappingKind
{
    /// <summary>Fills the input of a task or of a callback.</summary>
    Input,

    /// <summary>Moves the output of a task into the context.</summary>
    Output,

    /// <summary>Makes the result of an execution.</summary>
    Result,
}
