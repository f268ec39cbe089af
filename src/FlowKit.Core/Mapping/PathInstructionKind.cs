namespace FlowKit.Mapping;

/// <summary>What an instruction of a regular expression does.</summary>
internal enum PathInstructionKind
{
    /// <summary>Takes a character of a set.</summary>
    Take,

    /// <summary>Goes on at another instruction.</summary>
    Jump,

    /// <summary>Goes on at the next instruction and at another.</summary>
    Fork,

    /// <summary>Goes on at the beginning of the text only.</summary>
    Begin,

    /// <summary>Goes on at the end of the text only.</summary>
    End,
}
